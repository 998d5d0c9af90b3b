// From nothing to the first result, for each module, at full speed and with the main thread slowed down.
import assert from "node:assert/strict";

import { Appraisal } from "../js/index.js";
import { spread } from "./spread.mjs";
import { ms, table } from "./table.mjs";

export const MODULES = {
  "options-appraisal": { entry: "/wasm/js/index.js", folder: "/wasm/js/generated" },
  "options-appraisal/uncertainty": { entry: "/wasm/js/uncertainty.js", folder: "/wasm/js/generated/uncertainty" },
};
const SLOW_DOWNS = [1, 4];
const STEPS = { fetch: "fetch", compile: "compile", instantiate: "instantiate" };
const PAGE = { imported: "import", load: "load", run: "run", table: "table", whole: "whole" };

const inPage = (action, asked) => (tab) => tab.evaluate(
  async ([action, asked]) => (await import("/wasm/benchmarks/page/load.js"))[action](asked),
  [action, asked],
);

export async function measure(site, { text, samples }) {
  const expected = Appraisal.load(text).run();
  const kinds = Object.entries(MODULES).flatMap(([module, { entry, folder }]) =>
    SLOW_DOWNS.map((slowDown) => ({ module, entry, folder, slowDown, steps: [], page: [] })));
  for (let visit = 0; visit < samples; visit++) {
    for (const kind of kinds) {
      const { entry, folder, slowDown } = kind;
      kind.steps.push(await site.visit(inPage("steps", { folder }), { slowDown }));
      const { json, shown, ...times } = await site.visit(inPage("page", { entry, text }), { slowDown });
      assert.equal(json, expected.json, "the browser gives the bytes that Node gives");
      assert.equal(shown, expected.html, "the browser gives the table that Node gives");
      kind.page.push(times);
    }
  }
  const summed = (laps, all) => Object.fromEntries(Object.keys(laps).map((lap) => [lap, spread(all.map((times) => times[lap]))]));
  return {
    visits: samples,
    kinds: kinds.map(({ module, slowDown, steps, page }) => ({
      module, slowDown,
      steps: summed(STEPS, steps),
      page: summed(PAGE, page),
      samples: { steps, page },
    })),
  };
}

export function report({ visits, kinds }) {
  const head = ["Median ms", "slow-down", ...Object.values(STEPS), ...Object.values(PAGE), "whole, p95"];
  return [
    `From nothing to the table of the example, ${visits} visits of each kind, from a server on the same machine`,
    "",
    table(head, kinds.map(({ module, slowDown, steps, page }) => [
      module, `${slowDown}x`,
      ...Object.values(steps).map(({ median }) => ms(median)),
      ...Object.values(page).map(({ median }) => ms(median)),
      ms(page.whole.p95),
    ])),
  ].join("\n");
}
