// Recalculation beside HyperFormula, which recalculates the formulas of the exported workbook.
import assert from "node:assert/strict";

import { Appraisal } from "../js/office.js";
import { spread } from "./spread.mjs";
import { ms, table, times } from "./table.mjs";
import { cellName, comparisonCells, inputCell, readWorkbook } from "./workbook.mjs";

// From inputs that every option reads to one that a single option reads.
const CHANGES = [
  { address: "indices.pay.growth", to: 0.04 },
  { address: "indices.energy.growth", to: 0.08 },
  { address: "service.posts.librarian.fte", to: 0.9 },
  { address: "service.premises.energy", to: 8500 },
  { address: "service.premises.rateable_value", to: 13000 },
  { address: "service.usage.staffed_hours", to: 30 },
  { address: "service.income.room_hire.amount", to: 2600 },
  { address: "options.parish.payment", to: 36000 },
];

// Each has a page of its own.
const SETTINGS = {
  // As its guide to compatibility with Excel says: without array arithmetic, SUMPRODUCT over a condition is an error.
  "as in Excel": { useArrayArithmetic: true, evaluateNullToZero: true, leapYear1900: true },
  "as it comes": {},
};
const ENGINES = {
  sheet: "options-appraisal/sheet", small: "options-appraisal",
  fast: "options-appraisal/uncertainty", spreadsheet: "HyperFormula",
};
const WIDTH = 150;

const summed = (samples) => Object.fromEntries(Object.keys(ENGINES).map((engine) => [engine, {
  recalculated: spread(samples.map((sample) => sample[engine].recalculated)),
  read: spread(samples.map((sample) => sample[engine].read)),
}]));

export async function measure(site, { text, rounds }) {
  const appraisal = Appraisal.load(text);
  const outcome = appraisal.run();
  const { council, options } = outcome.toObject();
  const view = options[0].views.find(({ id }) => id === council);
  const workbook = readWorkbook(outcome.toWorkbook());
  const changes = CHANGES.map(({ address, to }) => {
    const cell = inputCell(workbook, address);
    return { address, cell, from: cell.value, to };
  });
  const figureCells = comparisonCells(workbook, `Net present cost: ${view.name}`, options.map(({ name }) => name));

  const rows = options.map(({ id }) => `options.${id}.net_present_cost.${council}`);
  const sheet = appraisal.toSheet();

  const compared = [];
  for (const [name, settings] of Object.entries(SETTINGS)) {
    const asked = { text, sheet, rows, workbook, figureCells, changes, settings, warmUp: 2 * changes.length, rounds };
    const { disagreements, ...found } = await site.visit(async (tab) => {
      await tab.addScriptTag({ url: "/wasm/benchmarks/node_modules/hyperformula/dist/hyperformula.full.min.js" });
      return tab.evaluate(async (asked) => (await import("/wasm/benchmarks/page/recalculation.js")).measure(asked), asked);
    });
    assert.deepEqual(disagreements, [], "the net present costs differ");
    const each = changes.map(({ address, from, to }) => {
      const own = found.samples.filter((sample) => sample.address === address);
      return { address, from, to, cells: Math.max(...own.map(({ cells }) => cells)), engines: summed(own) };
    });
    compared.push({ name, settings, ...found, engines: summed(found.samples), changes: each });
  }
  return { rounds, formulas: workbook.formulas.length, compared };
}

const ratio = (engines, us, what) =>
  us === "spreadsheet" ? "" : `${times(engines.spreadsheet[what].median / engines[us][what].median)} x`;

function comparison({ name, version, built, engines, changes, differences }, formulas) {
  const all = table(
    [`HyperFormula ${version}, ${name}; ms`, "recalculated", "p95", "HyperFormula", "and read", "p95", "HyperFormula", "built once"],
    Object.entries(engines).map(([engine, { recalculated, read }]) => [
      ENGINES[engine],
      ms(recalculated.median), ms(recalculated.p95), ratio(engines, engine, "recalculated"),
      ms(read.median), ms(read.p95), ratio(engines, engine, "read"),
      ms(built[engine]),
    ]),
  );
  const each = table(
    ["Input; medians, ms", "cells that changed", ENGINES.small, "HyperFormula", "", "and read", "HyperFormula", ""],
    changes.map(({ address, cells, engines }) => [
      address, cells,
      ...["recalculated", "read"].flatMap((what) =>
        [ms(engines.small[what].median), ms(engines.spreadsheet[what].median), ratio(engines, "small", what)]),
    ]),
  );
  return [
    all, "", each, "",
    `${differences.length} of ${formulas} formulas differ from the library's values, `
      + `${differences.filter(({ error }) => error).length} of them errors`,
    ...differences.map((cell) => `  ${cellName(cell)}  ${cell.got} for ${cell.value}  =${cell.formula}`.slice(0, WIDTH)),
  ].join("\n");
}

export const report = ({ rounds, formulas, compared }) => [
  `Recalculation of ${formulas} formulas after the change of an input, ${rounds} rounds`,
  "The net present costs of all options were the same to the penny after each change, in every engine",
  ...compared.map((one) => `\n${comparison(one, formulas)}`),
].join("\n");
