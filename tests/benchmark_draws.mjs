// The simulation in wasm beside the same one native, on one thread each, in turn; and what a page waits for on the
// example. Run by hand, once the package is built: `node tests/benchmark_draws.mjs`.
import { spawn, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { Appraisal } from "../wasm/js/uncertainty.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = ["run", "--quiet", "--release", "--example", "draws", "--"];
const rounds = Number(process.argv[2] ?? 20);
const options = [0, 1, 2, 3, 4, 5];
const asked = (draws) => ({
  draws,
  ranking: false,
  insolvency: false,
  percentiles: [5, 50, 95],
  measures: options.map((option) => `options.option_${option}.net_present_cost.council`),
});

const native = spawn("cargo", [...example, "--answer"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: native.stdout })[Symbol.asyncIterator]();
async function ask(line) {
  native.stdin.write(`${line}\n`);
  return (await answers.next()).value.split(" ").map(Number);
}
function milliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const text = execFileSync("cargo", [...example, "--question"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 24 });
const appraisal = Appraisal.load(text);
const percentiles = appraisal.simulate(asked(100_000)).toObject().measures.flatMap((one) => one.percentiles.map((p) => p.value));
const theirs = await ask("percentiles");
if (percentiles.some((value, place) => value !== theirs[place])) throw new Error("wasm and native differ");

const sandgate = Appraisal.load(readFileSync(new URL("../docs/examples/sandgate.toml", import.meta.url), "utf8"));
const times = { native: [], native_set_up: [], wasm: [], wasm_set_up: [], sandgate: [], sandgate_set_up: [] };
for (let round = 0; round < rounds; round++) {
  times.native.push((await ask("one_thread"))[1] * 1e3);
  times.native_set_up.push((await ask("set_up"))[1] * 1e3);
  times.wasm.push(milliseconds(() => appraisal.simulate(asked(100_000))));
  times.wasm_set_up.push(milliseconds(() => appraisal.simulate(asked(1))));
  times.sandgate.push(milliseconds(() => sandgate.simulate({ draws: 10_000 })));
  times.sandgate_set_up.push(milliseconds(() => sandgate.simulate({ draws: 1 })));
}
native.stdin.end();
const best = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, Math.min(...all)]));
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];
console.log(`the same percentiles, to the last bit; best of ${rounds} rounds (median)`);
for (const [name, all] of Object.entries(times)) {
  console.log(`${name.padEnd(16)} ${best[name].toFixed(2).padStart(8)} ms  (${median(all).toFixed(2)})`);
}
console.log(`100,000 draws: wasm takes ${(best.wasm / best.native).toFixed(2)} times as long`);
console.log(`a draw alone:  ${((best.wasm - best.wasm_set_up) / (best.native - best.native_set_up)).toFixed(2)} times`);
