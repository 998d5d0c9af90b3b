// A table of the core on the page. While only numbers change, only the text of those cells is touched.
import { element } from "../element";
import type { CoreCell, CoreRow, CoreTable, Reason } from "./core_tables";
import { heard, scrolled } from "./element";

interface ShownCell {
  shown: CoreCell;
  readonly text: Text;
  readonly below: Text | undefined;
}

// What of a table is the same while its numbers change.
const shape = ({ caption, columns, rows }: CoreTable): string => JSON.stringify([
  caption,
  columns,
  rows.map(({ header, cells }) => [header, cells.map(({ below, isNumber, reason }) => [below !== "", isNumber, reason])]),
]);

const WIDE = "This table is wider than its place here: scroll it sideways to see all of it.";

// Words that go across the table stay in view while it scrolls.
const stays = (words: string): HTMLElement => element("span", { class: "app-table__stays" }, words);

/** A table without questions. */
export function plainTable(table: CoreTable, of: string): HTMLElement {
  const view = new TableView(undefined, of);
  view.show(table);
  return view.root;
}

/** A number that can be asked why it is what it is. */
export function whyButton(text: Text, what: string, reason: Reason, why: (reason: Reason) => void): HTMLButtonElement {
  const button = element("button", { type: "button", class: "app-why", "aria-haspopup": "dialog" }, text, heard(` why? ${what}`));
  button.addEventListener("click", () => why(reason));
  return button;
}

export class TableView {
  readonly root: HTMLElement;
  readonly #why: ((reason: Reason) => void) | undefined;
  readonly #of: string;
  #shape = "";
  #cells: ShownCell[] = [];

  /** `why` is told of a number that somebody asks about; `of` is what the tables belong to, where several have one caption. */
  constructor(why?: (reason: Reason) => void, of = "") {
    this.root = element("div", { class: "app-table" });
    this.#why = why;
    this.#of = of;
  }

  show(table: CoreTable): void {
    const now = shape(table);
    if (now === this.#shape) this.#update(table);
    else this.#build(table);
    this.#shape = now;
  }

  /** The next table is laid out from the beginning: its numbers are other rows, although it may look the same. */
  forget(): void {
    this.#shape = "";
  }

  #update({ rows }: CoreTable): void {
    let place = 0;
    for (const { cells } of rows) {
      for (const cell of cells) {
        const held = this.#cells[place];
        place += 1;
        if (held === undefined) continue;
        if (held.shown.text !== cell.text) held.text.data = cell.text;
        if (held.below !== undefined && held.shown.below !== cell.below) held.below.data = cell.below;
        held.shown = cell;
      }
    }
  }

  #build(table: CoreTable): void {
    this.#cells = [];
    // All of a column with numbers stands at the right, under its name.
    const numeric = table.columns.map((_, column) => table.rows.some(({ cells }) => cells[column]?.isNumber === true));
    const head = element("tr", { class: "govuk-table__row" },
      element("td", { class: "govuk-table__header" }),
      ...table.columns.map((name, column) => element("th", {
        scope: "col",
        class: `govuk-table__header${numeric[column] ? " govuk-table__header--numeric" : ""}`,
      }, name)));
    const label = this.#of === "" ? table.caption : `${this.#of}: ${table.caption}`;
    this.root.replaceChildren(scrolled(label, WIDE, element("table", { class: "govuk-table app-table__table" },
      element("caption", { class: "govuk-table__caption govuk-table__caption--s" }, stays(table.caption)),
      element("thead", { class: "govuk-table__head" }, head),
      element("tbody", { class: "govuk-table__body" }, ...table.rows.map((row) => this.#row(table, row, numeric))))));
  }

  #row(table: CoreTable, row: CoreRow, numeric: readonly boolean[]): HTMLElement {
    if (row.cells.length === 0) {
      const across = String(table.columns.length + 1);
      return element("tr", { class: "govuk-table__row" },
        element("th", { scope: "colgroup", colspan: across, class: "govuk-table__header app-table__heading" }, stays(row.header)));
    }
    return element("tr", { class: "govuk-table__row" },
      element("th", { scope: "row", class: "govuk-table__header" }, row.header),
      ...row.cells.map((cell, column) => this.#cell(`${row.header}, ${table.columns[column] ?? ""}`, cell, numeric[column] ?? false)));
  }

  #cell(what: string, cell: CoreCell, numeric: boolean): HTMLElement {
    const text = document.createTextNode(cell.text);
    const below = cell.below === "" ? undefined : document.createTextNode(cell.below);
    this.#cells.push({ shown: cell, text, below });
    const { reason } = cell;
    const why = this.#why;
    const shown = element("td", { class: `govuk-table__cell${numeric ? " govuk-table__cell--numeric" : ""}` });
    if (reason === undefined || why === undefined) {
      shown.append(text);
    } else {
      shown.append(whyButton(text, what, reason, why));
    }
    if (below !== undefined) shown.append(element("br"), element("small", {}, below));
    return shown;
  }
}
