// A TypeScript module of the page as Node can load it. `rolldown` is what Vite bundles with.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

export async function bundled(entry) {
  const folder = mkdtempSync(join(tmpdir(), "calculator-"));
  const file = join(folder, `${basename(entry, ".ts")}.mjs`);
  const bundle = await rolldown({ input: fileURLToPath(new URL(`../src/${entry}`, import.meta.url)) });
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return import(pathToFileURL(file).href);
}
