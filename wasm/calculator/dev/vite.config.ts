import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import base from "../vite.config";

export default mergeConfig(base, defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  build: {
    cssMinify: false,
    outDir: fileURLToPath(new URL("../../../target/calculator-results", import.meta.url)),
    rolldownOptions: { input: fileURLToPath(new URL("./results.html", import.meta.url)) },
  },
}));
