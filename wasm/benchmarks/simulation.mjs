// 10,000 draws of the whole example in a worker.
import assert from "node:assert/strict";

import { Appraisal } from "../js/uncertainty.js";
import { median, spread } from "./spread.mjs";
import { ms, table, times } from "./table.mjs";

const OPTIONS = { draws: 10_000 };
const ASKED = 50;
const LAPS = {
  load: "load the question", setUp: "set-up", draws: "draws", percentiles: "percentiles", written: "written as text",
  pictures: "pictures", freed: "memory given back",
};

const inPage = (action, asked) => (tab) => tab.evaluate(
  async ([action, asked]) => (await import("/wasm/benchmarks/page/simulation.js"))[action](asked),
  [action, asked],
);

export async function measure(site, { text, rounds, samples }) {
  const expected = Appraisal.load(text).simulate(OPTIONS).json;
  const agreed = (found) => {
    assert.deepEqual(found.given, [expected], "the browser gives the bytes that Node gives, in every round");
    return found;
  };
  const visits = [];
  for (let visit = 0; visit < samples; visit++) {
    visits.push(agreed(await site.visit(inPage("calls", { text, options: OPTIONS, rounds: 1 + rounds }))).times);
  }
  const call = (number) => visits.map((times) => times[number - 1]);
  const later = visits.flatMap((times) => times.slice(1));
  const { samples: inside, exact } = agreed(await site.visit(inPage("laps", { text, options: OPTIONS, warmUp: 10, rounds })));
  const sum = (times, laps) => laps.reduce((all, lap) => all + times[lap], 0);
  const simulated = median(inside.map((times) => sum(times, ["setUp", "draws", "percentiles"])));
  return {
    draws: OPTIONS.draws,
    rounds,
    visits: samples,
    first: spread(call(1)),
    second: spread(call(2)),
    third: spread(call(3)),
    later: spread(later),
    longer: later.filter((time) => time >= ASKED).length / later.length,
    inWorker: spread(inside.map((times) => sum(times, Object.keys(LAPS)))),
    laps: Object.fromEntries(Object.keys(LAPS).map((lap) => [lap, spread(inside.map((times) => times[lap]))])),
    exact: spread(exact),
    exactRunsForTheDraws: (median(exact) * OPTIONS.draws) / simulated,
    samples: { visits, inside, exact },
  };
}

export function report({ draws, rounds, visits, first, second, third, later, longer, inWorker, laps, exact, exactRunsForTheDraws }) {
  const row = (what, { median, p95 }) => [what, ms(median), ms(p95)];
  return [
    `${draws} draws of the example by simulateInWorker, ${visits} visits with ${rounds} calls after the first: the bytes that Node gives`,
    "",
    table(["ms", "median", "p95"], [
      row("from the call to the result, first of a visit", first),
      row("  the second", second),
      row("  the third", third),
      row("  all but the first", later),
      row(`in a worker, ${rounds} rounds`, inWorker),
      ...Object.entries(LAPS).map(([lap, what]) => row(`  ${what}`, laps[lap])),
      row("one exact run, in the same worker", exact),
    ]),
    "",
    `Of the calls but the first, ${(100 * longer).toFixed(1)} per cent took ${ASKED} ms or longer`,
    `As many exact runs would take ${times(exactRunsForTheDraws)} times as long as set-up, draws and percentiles`,
  ].join("\n");
}
