// What the package ships: these files and no others, with nothing of the machine that built it, and nothing that a strict
// policy forbids.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const generated = ["", "office/", "sheet/", "uncertainty/"].flatMap((folder) =>
  ["options_appraisal.d.ts", "options_appraisal.js", "options_appraisal_bg.wasm", "options_appraisal_bg.wasm.d.ts"]
    .map((file) => `js/generated/${folder}${file}`));
const expected = [
  "LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json",
  "js/analysing.js", "js/appraisal.js", "js/drawing.js", "js/element.d.ts", "js/element.js", "js/in_worker.d.ts", "js/in_worker.js",
  "js/index.d.ts", "js/index.js", "js/load.js", "js/office.d.ts", "js/office.js", "js/sending.js", "js/sheet.d.ts", "js/sheet.js",
  "js/simulation.js", "js/thread.js", "js/uncertainty.d.ts", "js/uncertainty.js", "js/worker.js", "js/workers.js",
  "js/element/comparison.js", "js/element/explanation.js", "js/element/inputs.js", "js/element/laid_out.js",
  "js/element/node.js", "js/element/problems.js", "js/element/question.js", "js/element/source.js", "js/element/style.js", "js/element/view.js",
  ...generated,
];

test("the tarball has these files and no others", () => {
  const said = execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: here, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [{ files }] = JSON.parse(said);
  assert.deepEqual(files.map(({ path }) => path).sort(), [...expected].sort());
});

const ours = expected.filter((file) => !file.startsWith("LICENSE"));

test("no file names a directory of the machine that built it, or a map of its sources", () => {
  const root = dirname(here);
  const forbidden = [homedir(), root, process.env.CARGO_HOME, "/home/", "/Users/", "C:\\Users", ".cargo/registry", "/rustlib/src", "sourceMappingURL"].filter(Boolean);
  for (const file of ours) {
    // Bytes as Latin-1 keep every word of ASCII as it is.
    const bytes = readFileSync(join(here, file), "latin1");
    for (const word of forbidden) assert.ok(!bytes.includes(word), `${file} has ${word}`);
  }
});

test("no JavaScript compiles text, and none names a module of Node that a bundler would look for", () => {
  for (const file of ours.filter((name) => name.endsWith(".js"))) {
    const code = readFileSync(join(here, file), "utf8");
    assert.doesNotMatch(code, /\beval\s*\(|new Function\b|\bFunction\s*\(/, file);
    assert.doesNotMatch(code, /\b(?:import|from)\s*\(?\s*["']node:/, file);
  }
});

test("every entry has its code and its types, and what has side effects is named", () => {
  for (const [entry, { types, default: code }] of Object.entries(manifest.exports)) {
    for (const file of [types, code]) assert.ok(expected.includes(file.slice(2)), `${entry}: ${file}`);
  }
  for (const file of manifest.sideEffects) assert.ok(expected.includes(file.slice(2)), file);
  assert.equal(manifest.repository, undefined);
  assert.equal(manifest.dependencies, undefined);
});

test("the licences are those of the repository", () => {
  const top = readdirSync(dirname(here)).filter((name) => name.startsWith("LICENSE"));
  assert.deepEqual(top.sort(), expected.filter((name) => name.startsWith("LICENSE")).sort());
});

test("the element can be imported where there is no page", async () => {
  const { OptionsAppraisalElement } = await import("options-appraisal/element");
  assert.equal(typeof OptionsAppraisalElement, "function");
});
