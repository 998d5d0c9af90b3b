// The tables of the core, read from its HTML: the core rounds and writes the numbers, this page lays them out. The HTML is
// read into a document that is never shown.

export interface CoreCell {
  readonly text: string;
  /** Smaller print below: an interval, or the value of the input that it belongs to. */
  readonly below: string;
  readonly isNumber: boolean;
  /** The row of the sheet that a number is, so that it can be asked why it is what it is; nothing for one that is none. */
  readonly reason: Reason | undefined;
}

/** A number of the sheet: the address of its row, and the year where the row has one for each. */
export interface Reason {
  readonly address: string;
  readonly year?: string;
}

export interface CoreRow {
  readonly header: string;
  /** Empty for a row that heads those below it. */
  readonly cells: readonly CoreCell[];
}

export interface CoreTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly CoreRow[];
}

function reason({ dataset: { address, year } }: HTMLElement): Reason | undefined {
  if (address === undefined) return undefined;
  return year === undefined ? { address } : { address, year };
}

function cell(shown: HTMLElement): CoreCell {
  const small = shown.querySelector("small");
  const whole = shown.textContent;
  const below = small?.textContent ?? "";
  return {
    text: below === "" ? whole : whole.slice(0, whole.length - below.length),
    below,
    isNumber: shown.classList.contains("number"),
    reason: reason(shown),
  };
}

function row(shown: Element): CoreRow {
  const header = shown.querySelector("th")?.textContent ?? "";
  return { header, cells: [...shown.querySelectorAll("td")].map(cell) };
}

function table(shown: Element): CoreTable {
  const [, ...columns] = shown.querySelectorAll("thead th, thead td");
  return {
    caption: shown.querySelector("caption")?.textContent ?? "",
    columns: columns.map((column) => column.textContent),
    rows: [...shown.querySelectorAll("tbody tr")].map(row),
  };
}

/** The first table alone: with every frame there is no time for the others. */
export const firstTable = (html: string): CoreTable | undefined =>
  readTables(html.slice(0, html.indexOf("</table>") + "</table>".length)).tables[0];

/** What the core shows as HTML: its tables, and the remarks below them. */
export function readTables(html: string): { readonly tables: readonly CoreTable[]; readonly remarks: readonly string[] } {
  // Its style would be refused by the policy of the page, and is not wanted: the page has its own.
  const page = new DOMParser().parseFromString(html.replace(/<style>[^<]*<\/style>/, ""), "text/html");
  return {
    tables: [...page.querySelectorAll("table")].map(table),
    remarks: [...page.querySelectorAll("li, p")].map((remark) => remark.textContent),
  };
}
