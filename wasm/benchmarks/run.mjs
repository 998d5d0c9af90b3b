// Benchmarks in Chromium: `node wasm/benchmarks/run.mjs [recalculation] [simulation] [load] [--rounds N] [--samples N]
// [--json FILE]`, once the package is built and `npm ci` was run here. What they measure: docs/benchmarks.md.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import * as load from "./load.mjs";
import * as recalculation from "./recalculation.mjs";
import * as simulation from "./simulation.mjs";
import { open, root } from "./site.mjs";

const BENCHMARKS = { recalculation, simulation, load };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "200" },
    samples: { type: "string", default: "9" },
    json: { type: "string" },
  },
});
const count = (name) => {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} ${values[name]}: a whole number from 1`);
  return number;
};
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length) throw new Error(`${unknown.join(", ")}: no such benchmark; ${Object.keys(BENCHMARKS).join(", ")}`);
const wanted = positionals.length ? positionals : Object.keys(BENCHMARKS);
const asked = {
  text: readFileSync(join(root, "docs/examples/sandgate.toml"), "utf8"),
  rounds: count("rounds"),
  samples: count("samples"),
};

const site = await open();
try {
  const found = {
    chromium: site.version,
    processors: cpus().map(({ model }) => model),
    modules: Object.fromEntries(Object.entries(load.MODULES).map(([name, { folder }]) =>
      [name, readFileSync(join(root, folder, "options_appraisal_bg.wasm")).length])),
  };
  console.log(`Chromium ${found.chromium}, ${found.processors.length} processors (${found.processors[0]})`);
  console.log(`bytes of the modules: ${Object.entries(found.modules).map(([name, bytes]) => `${name} ${bytes}`).join(", ")}`);
  for (const name of wanted) {
    console.error(`\n${name} ...`);
    const busy = loadavg()[0];
    found[name] = { ...await BENCHMARKS[name].measure(site, asked), busy: [busy, loadavg()[0]] };
    console.log(`\n${BENCHMARKS[name].report(found[name])}`);
    console.log(`Waiting for a processor, in the minute before and in the last: ${found[name].busy.map((all) => all.toFixed(1)).join(", ")}`);
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);
} finally {
  await site.close();
}
