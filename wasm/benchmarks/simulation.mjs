// 10,000 draws of the whole example in a worker.
import assert from "node:assert/strict";

import { Appraisal } from "../js/uncertainty.js";
import { median, spread } from "./spread.mjs";
import { ms, table, times } from "./table.mjs";

const OPTIONS = { draws: 10_000 };
const ASKED = 50;
// As long as a reader takes to read the first result. The engine compiles a second time what has run, and is through by then.
const PAUSE = 2_000;
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
  const visits = { rested: [], atOnce: [] };
  for (let visit = 0; visit < samples; visit++) {
    for (const [kind, pause] of [["rested", PAUSE], ["atOnce", 0]]) {
      visits[kind].push(agreed(await site.visit(inPage("calls", { text, options: OPTIONS, rounds: 1 + rounds, pause }))).times);
    }
  }
  const later = Object.fromEntries(Object.entries(visits).map(([kind, all]) => {
    const times = all.flatMap((calls) => calls.slice(1));
    const longer = times.filter((time) => time >= ASKED).length / times.length;
    return [kind, { second: spread(all.map((calls) => calls[1])), all: spread(times), longer }];
  }));
  const { samples: inside, exact } = agreed(await site.visit(inPage("laps", { text, options: OPTIONS, warmUp: 10, rounds })));
  const sum = (times, laps) => laps.reduce((all, lap) => all + times[lap], 0);
  const simulated = median(inside.map((times) => sum(times, ["setUp", "draws", "percentiles"])));
  return {
    draws: OPTIONS.draws,
    rounds,
    visits: samples,
    first: spread([...visits.rested, ...visits.atOnce].map((calls) => calls[0])),
    later,
    inWorker: spread(inside.map((times) => sum(times, Object.keys(LAPS)))),
    laps: Object.fromEntries(Object.keys(LAPS).map((lap) => [lap, spread(inside.map((times) => times[lap]))])),
    exact: spread(exact),
    exactRunsForTheDraws: (median(exact) * OPTIONS.draws) / simulated,
    samples: { visits, inside, exact },
  };
}

export function report({ draws, rounds, visits, first, later, inWorker, laps, exact, exactRunsForTheDraws }) {
  const row = (what, { median, p95 }) => [what, ms(median), ms(p95)];
  const rows = (when, { second, all }) => [row(`  the second, ${when}`, second), row("    and all after the first", all)];
  const longer = ({ longer }) => `${(100 * longer).toFixed(1)} per cent`;
  return [
    `${draws} draws of the example by simulateInWorker, ${visits} visits of each kind with ${rounds} calls after the first: the bytes that Node gives`,
    "",
    table(["ms", "median", "p95"], [
      row("from the call to the result, first of a visit", first),
      ...rows(`${PAUSE / 1_000} s later`, later.rested),
      ...rows("at once", later.atOnce),
      row(`in a worker, ${rounds} rounds`, inWorker),
      ...Object.entries(LAPS).map(([lap, what]) => row(`  ${what}`, laps[lap])),
      row("one exact run, in the same worker", exact),
    ]),
    "",
    `Of all calls after the first, ${longer(later.rested)} took ${ASKED} ms or longer, ${longer(later.atOnce)} in a row with the first`,
    `As many exact runs would take ${times(exactRunsForTheDraws)} times as long as set-up, draws and percentiles`,
  ].join("\n");
}
