import { defineConfig } from "vite";

// A static folder that works under any path.
export default defineConfig({
  base: "./",
  resolve: {
    alias: [
      { find: /^options-appraisal$/, replacement: new URL("../js/index.js", import.meta.url).pathname },
      { find: /^options-appraisal\/uncertainty$/, replacement: new URL("../js/uncertainty.js", import.meta.url).pathname },
      { find: /^options-appraisal\/worker$/, replacement: new URL("../js/in_worker.js", import.meta.url).pathname },
    ],
  },
  build: { outDir: "../../target/calculator", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  worker: { format: "es" },
});
