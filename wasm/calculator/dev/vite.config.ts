// The results alone on a page of their own, for trying them and for their test in a browser.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  base: "./",
  resolve: {
    alias: [
      { find: /^options-appraisal\/uncertainty$/, replacement: at("../../js/uncertainty.js") },
      { find: /^options-appraisal\/office$/, replacement: at("../../js/office.js") },
      { find: /^options-appraisal\/worker$/, replacement: at("../../js/in_worker.js") },
    ],
  },
  build: {
    outDir: at("../../../target/calculator-results"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    cssMinify: false,
    rolldownOptions: { input: at("./results.html") },
  },
  server: { fs: { allow: [at("../../..")] } },
  worker: { format: "es" },
});
