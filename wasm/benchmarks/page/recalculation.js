// One input after another is changed, in every engine in turn, and the net present cost of each option is read.
/* global HyperFormula */
import { Appraisal as Small } from "../../js/index.js";
import { Sheet } from "../../js/sheet.js";
import { Appraisal as Fast } from "../../js/uncertainty.js";

class Package {
  constructor(open, text, rows) {
    const begun = performance.now();
    this.appraisal = open(text);
    this.built = performance.now() - begun;
    this.rows = rows;
  }

  change({ address }, value) {
    this.appraisal = this.appraisal.replace({ [address]: value });
    this.outcome = this.appraisal.run();
  }

  figures() {
    return this.rows.map((row) => this.outcome.value(row));
  }
}

class Spreadsheet {
  constructor({ sheets, names }, figureCells, settings) {
    const begun = performance.now();
    this.engine = HyperFormula.buildFromSheets(sheets, { licenseKey: "gpl-v3", ...settings }, names);
    this.built = performance.now() - begun;
    this.figureCells = figureCells.map((cell) => this.cell(cell));
  }

  cell({ sheet, row, column }) {
    return { sheet: this.engine.getSheetId(sheet), row, col: column };
  }

  change({ cell }, value) {
    this.changed = this.engine.setCellContents(this.cell(cell), value).length;
  }

  // Rounded to the penny by formulas of the workbook, as the library rounds.
  figures() {
    return this.figureCells.map((cell) => this.engine.getCellValue(cell).toFixed(2));
  }

  /** The formulas that do not come to what the library says. */
  differences(formulas) {
    return formulas.flatMap((formula) => {
      const got = this.engine.getCellValue(this.cell(formula));
      const same = typeof got === "number" && typeof formula.value === "number"
        // As it comes, it gives numbers out rounded to some eleven digits.
        ? Math.abs(got - formula.value) <= 1e-10 * Math.max(1, Math.abs(formula.value))
        : got === formula.value;
      const error = got?.message === undefined ? undefined : `${got.value} ${got.message}`;
      return same ? [] : [{ ...formula, got: error ?? got, error: error !== undefined }];
    });
  }
}

const turn = () => new Promise((next) => { setTimeout(next); });

function timed(engine, change, value) {
  const begun = performance.now();
  engine.change(change, value);
  const recalculated = performance.now();
  const figures = engine.figures();
  const read = performance.now();
  return { recalculated: recalculated - begun, read: read - begun, figures };
}

export async function measure({ text, sheet, rows, workbook, figureCells, changes, settings, warmUp, rounds }) {
  const spreadsheet = new Spreadsheet(workbook, figureCells, settings);
  const engines = {
    sheet: new Package((text) => Sheet.open(text), sheet, rows),
    small: new Package((text) => Small.load(text), text, rows),
    fast: new Package((text) => Fast.load(text), text, rows),
    spreadsheet,
  };
  const entries = Object.entries(engines);
  const differences = spreadsheet.differences(workbook.formulas);

  // Each input goes to its other value and, once all have, back again. A change builds on those before it.
  const step = (round) => {
    const change = changes[round % changes.length];
    return [change, Math.floor(round / changes.length) % 2 ? change.from : change.to];
  };
  const disagreements = [];
  const pass = async (round) => {
    const [change, value] = step(round);
    const sample = { address: change.address, cells: 0 };
    for (let place = 0; place < entries.length; place++) {
      // Nobody always goes first, or always after the same one.
      const [name, engine] = entries[(place + round) % entries.length];
      sample[name] = timed(engine, change, value);
      await turn();
    }
    sample.cells = spreadsheet.changed;
    const told = entries.map(([name]) => `${name} ${sample[name].figures.join(" ")}`);
    const alike = new Set(entries.map(([name]) => sample[name].figures.join(" "))).size === 1;
    if (!alike) disagreements.push(`${change.address} = ${value}: ${told.join("; ")}`);
    return sample;
  };

  // All changes there and back, before anything is timed.
  let round = 0;
  while (round < 2 * changes.length) await pass(round++);
  if (disagreements.length) return { disagreements };

  while (round < 2 * changes.length + warmUp) await pass(round++);
  const samples = [];
  while (samples.length < rounds) samples.push(await pass(round++));
  return {
    disagreements, differences,
    version: HyperFormula.version,
    built: Object.fromEntries(entries.map(([name, { built }]) => [name, built])),
    samples: samples.map(({ address, cells, ...engines }) => ({
      address, cells,
      ...Object.fromEntries(Object.entries(engines).map(([name, { recalculated, read }]) => [name, { recalculated, read }])),
    })),
  };
}
