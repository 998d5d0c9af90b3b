// Recalculation beside HyperFormula, which recalculates the formulas of the exported workbook.
import assert from "node:assert/strict";

import { Appraisal } from "../js/uncertainty.js";
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

const SPREADSHEETS = {
  // As its guide to compatibility with Excel says: without this, SUMPRODUCT over a condition is an error.
  excel: { useArrayArithmetic: true, evaluateNullToZero: true, leapYear1900: true },
  default: {},
};
const WIDTH = 150;
const NAMES = {
  small: "options-appraisal",
  fast: "options-appraisal/uncertainty",
  excel: "HyperFormula, as in Excel",
  default: "HyperFormula, as it comes",
};

export async function measure(site, { text, rounds }) {
  const outcome = Appraisal.load(text).run();
  const { council, options } = outcome.toObject();
  const view = options[0].views.find(({ id }) => id === council);
  const workbook = readWorkbook(outcome.toWorkbook());
  const changes = CHANGES.map(({ address, to }) => {
    const cell = inputCell(workbook, address);
    return { address, cell, from: cell.value, to };
  });
  const figureCells = comparisonCells(workbook, `Net present cost: ${view.name}`, options.map(({ name }) => name));
  const asked = { text, workbook, figureCells, changes, spreadsheets: SPREADSHEETS, warmUp: 3 * changes.length, rounds };

  const found = await site.visit(async (tab) => {
    await tab.addScriptTag({ url: "/wasm/benchmarks/node_modules/hyperformula/dist/hyperformula.full.min.js" });
    return tab.evaluate(async (asked) => (await import("/wasm/benchmarks/page/recalculation.js")).measure(asked), asked);
  });
  assert.deepEqual(found.disagreements, [], "the net present costs differ");

  const engines = Object.keys(NAMES);
  const summed = (samples) => Object.fromEntries(engines.map((name) => [name, {
    recalculated: spread(samples.map((sample) => sample[name].recalculated)),
    read: spread(samples.map((sample) => sample[name].read)),
  }]));
  return {
    version: found.version,
    rounds,
    formulas: workbook.formulas.length,
    names: workbook.names.length,
    differences: found.differences,
    built: found.built,
    engines: summed(found.samples),
    changes: changes.map(({ address, from, to }) => ({
      address, from, to, reach: found.reach[address],
      engines: summed(found.samples.filter((sample) => sample.address === address)),
    })),
    samples: found.samples.map(({ address, ...engines }) => ({
      address,
      ...Object.fromEntries(Object.entries(engines).map(([name, { recalculated, read }]) => [name, { recalculated, read }])),
    })),
  };
}

export function report({ version, rounds, formulas, differences, built, engines, changes }) {
  const all = table(
    ["Change of an input, ms", "recalculated", "p95", "and read", "p95", "built once"],
    Object.entries(engines).map(([name, { recalculated, read }]) => [
      NAMES[name], ms(recalculated.median), ms(recalculated.p95), ms(read.median), ms(read.p95), ms(built[name]),
    ]),
  );
  const compared = (what, us, them) => times(engines[them][what].median / engines[us][what].median);
  const ratios = table(
    ["Median beside", `${NAMES.excel}: recalculated`, "and read", `${NAMES.default}: recalculated`, "and read"],
    ["small", "fast"].map((us) => [
      NAMES[us],
      ...["excel", "default"].flatMap((them) => ["recalculated", "read"].map((what) => `${compared(what, us, them)} x`)),
    ]),
  );
  const each = table(
    ["Input", "cells that changed", `${NAMES.small}, ms`, `${NAMES.excel}, ms`, "ratio", "and read: ratio"],
    changes.map(({ address, reach, engines: { small, excel } }) => [
      address, reach.excel, ms(small.recalculated.median), ms(excel.recalculated.median),
      times(excel.recalculated.median / small.recalculated.median), times(excel.read.median / small.read.median),
    ]),
  );
  const failed = Object.entries(differences).flatMap(([name, cells]) => [
    `${NAMES[name]}: ${cells.length} of ${formulas} formulas differ from the library's values, `
      + `${cells.filter(({ error }) => error).length} of them errors`,
    ...cells.map((cell) => `  ${cellName(cell)}  ${cell.got} for ${cell.value}  =${cell.formula}`.slice(0, WIDTH)),
  ]);
  return [
    `Recalculation, beside HyperFormula ${version}: ${formulas} formulas, ${rounds} rounds`,
    `The net present costs of all options were the same to the penny after each change, in every engine.`,
    "", all, "", ratios, "", each, "", ...failed,
  ].join("\n");
}
