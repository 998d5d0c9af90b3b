// The exported workbook as a spreadsheet engine takes it: what stands in the cells, and what the library says that the
// formulas come to.
import { read } from "@e965/xlsx";

// A spreadsheet engine takes a text for a formula, a number or a date if it looks like one, unless an apostrophe stands
// before it.
const content = (cell) => (cell.f ? `=${cell.f}` : cell.t === "s" ? `'${cell.v}` : cell.v);

export function readWorkbook(bytes) {
  const book = read(bytes, { dense: true });
  const sheets = {};
  const formulas = [];
  for (const name of book.SheetNames) {
    const rows = book.Sheets[name]["!data"];
    // Rows and cells without content are holes.
    sheets[name] = Array.from(rows, (row) => Array.from(row ?? [], (cell) => (cell ? content(cell) : null)));
    rows.forEach((cells, row) => cells?.forEach((cell, column) => {
      if (cell?.f) formulas.push({ sheet: name, row, column, formula: cell.f, value: cell.v });
    }));
  }
  // Names that begin so are settings of a page: the rows that are printed on each.
  const names = book.Workbook.Names.filter(({ Name }) => !Name.startsWith("_xlnm."));
  return { sheets, formulas, names: names.map(({ Name, Ref }) => ({ name: Name, expression: `=${Ref}` })) };
}

const text = (cell) => (typeof cell === "string" && cell.startsWith("'") ? cell.slice(1) : cell);

function place(cells, wanted, where) {
  const found = cells.findIndex((cell) => text(cell) === wanted);
  if (found < 0) throw new Error(`the workbook has no "${wanted}" in ${where}`);
  return found;
}

/** The cell of an input's value, found by its address. It must be one that formulas read. */
export function inputCell({ sheets: { Inputs: rows } }, address) {
  const headings = rows.find((row) => text(row[0]) === "Address");
  const column = (heading) => place(headings, heading, "the headings of Inputs");
  const row = place(rows.map((row) => row[column("Address")]), address, "the addresses of Inputs");
  if (!text(rows[row][column("Status")]).endsWith("live")) throw new Error(`no formula reads ${address}`);
  return { sheet: "Inputs", row, column: column("Value"), value: rows[row][column("Value")] };
}

/** The cells of a row of Comparison, one for each option, found by what a reader sees. */
export function comparisonCells({ sheets: { Comparison: rows } }, what, options) {
  const headings = rows.find((row) => text(row[0]) === "What it is");
  const row = place(rows.map((row) => row[0]), what, "Comparison");
  return options.map((option) => ({ sheet: "Comparison", row, column: place(headings, option, "the options of Comparison") }));
}

const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

export const cellName = ({ sheet, row, column }) => `${sheet}!${letters(column)}${row + 1}`;
