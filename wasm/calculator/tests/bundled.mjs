// A module of the page in Node: its TypeScript is bundled for the test.
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function bundled(path) {
  const bundle = await rolldown({
    input: at(`../src/${path}`),
    platform: "node",
    resolve: {
      alias: {
        "options-appraisal": at("../../js/index.js"),
        "options-appraisal/uncertainty": at("../../js/uncertainty.js"),
        "options-appraisal/worker": at("../../js/in_worker.js"),
      },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "calculator-"));
  try {
    const { output: [{ code }] } = await bundle.generate({ format: "esm" });
    const file = join(folder, "bundled.mjs");
    writeFileSync(file, code);
    return await import(pathToFileURL(file));
  } finally {
    await bundle.close();
    rmSync(folder, { recursive: true });
  }
}
