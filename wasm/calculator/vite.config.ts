import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

import { firstPaintPlugin } from "./build/first_paint";
import { offlinePlugin } from "./build/offline";
import { policyPlugin } from "./build/policy";
import { precompressedPlugin } from "./build/precompressed";
import { templatePlugin } from "./build/template";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
const module = (file: string): string => new URL(`../js/${file}`, import.meta.url).pathname;

// A static folder that works under any path.
export default defineConfig({
  base: "./",
  define: { __VERSION__: JSON.stringify(version) },
  resolve: {
    alias: [
      { find: /^options-appraisal$/, replacement: module("index.js") },
      { find: /^options-appraisal\/uncertainty$/, replacement: module("uncertainty.js") },
      { find: /^options-appraisal\/office$/, replacement: module("office.js") },
      { find: /^options-appraisal\/worker$/, replacement: module("in_worker.js") },
    ],
  },
  plugins: [templatePlugin(), firstPaintPlugin(), policyPlugin(), offlinePlugin(), precompressedPlugin()],
  build: {
    outDir: "../../target/calculator",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { fs: { allow: ["../.."] } },
  worker: { format: "es" },
});
