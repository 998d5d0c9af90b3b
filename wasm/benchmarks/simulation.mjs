// 10,000 draws of the whole example in a worker.
import assert from "node:assert/strict";

import { Appraisal } from "../js/uncertainty.js";
import { median, spread } from "./spread.mjs";
import { ms, table, times } from "./table.mjs";

const OPTIONS = { draws: 10_000 };
const LAPS = { load: "load the question", setUp: "set-up", draws: "draws", percentiles: "percentiles", written: "written as text" };

const inPage = (action, asked) => (tab) => tab.evaluate(
  async ([action, asked]) => (await import("/wasm/benchmarks/page/simulation.js"))[action](asked),
  [action, asked],
);

export async function measure(site, { text, rounds, samples }) {
  const expected = Appraisal.load(text).simulate(OPTIONS).json;
  const agreed = (found) => {
    assert.equal(found.json, expected, "the browser gives the bytes that Node gives");
    return found;
  };
  const first = [];
  const again = [];
  for (let visit = 0; visit < samples; visit++) {
    const found = agreed(await site.visit(inPage("begun", { text, options: OPTIONS, rounds: 4 })));
    first.push(found.times[0]);
    again.push(...found.times.slice(1));
  }
  const kept = agreed(await site.visit(inPage("kept", { text, options: OPTIONS, warmUp: 10, rounds })));
  const laps = Object.fromEntries(Object.keys(LAPS).map((lap) => [lap, spread(kept.samples.map((sample) => sample[lap]))]));
  const inWorker = kept.samples.map((sample) => Object.keys(LAPS).reduce((sum, lap) => sum + sample[lap], 0));
  const simulated = median(kept.samples.map(({ setUp, draws, percentiles }) => setUp + draws + percentiles));
  const exact = spread(kept.exact);
  return {
    draws: OPTIONS.draws,
    rounds,
    visits: samples,
    first: spread(first),
    again: spread(again),
    kept: spread(kept.samples.map(({ waited }) => waited)),
    inWorker: spread(inWorker),
    laps,
    exact,
    exactRunsForTheDraws: (exact.median * OPTIONS.draws) / simulated,
    samples: { first, again, kept: kept.samples, exact: kept.exact },
  };
}

export function report({ draws, rounds, visits, first, again, kept, inWorker, laps, exact, exactRunsForTheDraws }) {
  const row = (what, { median, p95 }) => [what, ms(median), ms(p95)];
  return [
    `${draws} draws of the example in a worker, ${rounds} rounds in a kept one, ${visits} visits: the bytes that Node gives`,
    "",
    table(["ms", "median", "p95"], [
      row("from the call to the result, first of a visit", first),
      row("  the same again, in a worker that begins", again),
      row("  in a worker that is kept", kept),
      row("in the kept worker", inWorker),
      ...Object.entries(LAPS).map(([lap, what]) => row(`  ${what}`, laps[lap])),
      row("one exact run, in the same worker", exact),
    ]),
    "",
    `As many exact runs would take ${times(exactRunsForTheDraws)} times as long as set-up, draws and percentiles`,
  ].join("\n");
}
