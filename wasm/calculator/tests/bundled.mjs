// A TypeScript module of the page as Node can load it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

export async function bundled(entry) {
  const outDir = mkdtempSync(join(tmpdir(), "calculator-"));
  await build({
    configFile: false,
    logLevel: "silent",
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL(`../src/${entry}`, import.meta.url)), formats: ["es"], fileName: () => "module.mjs" },
    },
  });
  return import(pathToFileURL(join(outDir, "module.mjs")).href);
}
