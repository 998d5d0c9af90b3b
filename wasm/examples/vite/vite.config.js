import { defineConfig } from "vite";

export default defineConfig({
  // A static folder that works under any path.
  base: "./",
  // The package waits for its module at the top level.
  build: { target: "es2022" },
  // Its worker is a module that imports others: what `simulateInWorker` needs.
  worker: { format: "es" },
  // While developing, its files stay where its wasm is.
  optimizeDeps: { exclude: ["options-appraisal"] },
  // Here the package is the folder two above; a project of its own has it among its modules, and needs no such line.
  server: { fs: { allow: [".", "../.."] } },
});
