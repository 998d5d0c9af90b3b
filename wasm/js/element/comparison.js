// The tables that the core wrote, as nodes. Numbers that are rows of the sheet can be asked how they came about.
import { node } from "./node.js";
import { BY_YEAR, rowsOf } from "./rows.js";

const YEAR = /^\d{4}\/\d{2}$/;

/** What stays the same whatever the values are: the ids of the options, the rows of the sheet, and those of the comparison. */
export function subjectOf(outcome) {
  const { council, options } = outcome.toObject();
  return { council, options: options.map(({ id }) => id), rows: new Set(outcome.addresses), compared: rowsOf(council) };
}

/** Makes a button of each number that is a row of the sheet, with the address and the year that explain it. */
function explainable(table, { council, options, rows, compared }) {
  const byYear = table.caption.textContent === BY_YEAR;
  const heads = [...table.tHead.rows[0].cells].slice(1).map((head) => head.textContent);
  for (const row of table.querySelectorAll("tbody > tr")) {
    const [{ textContent: label }, ...cells] = row.cells;
    const year = byYear && YEAR.test(label) ? label : undefined;
    const asked = year ? `net_cost.${council}` : compared.get(label);
    if (!asked) continue;
    cells.forEach((cell, place) => {
      const address = `options.${options[place]}.${asked}`;
      if (cell.className !== "number" || !rows.has(address)) return;
      const number = cell.textContent;
      cell.replaceChildren(node("button", {
        type: "button", part: "number", "data-address": address, "data-year": year,
        "aria-label": `${number}: how ${label}, ${heads[place]}, came about`,
      }, number));
    });
  }
}

/** A table that is too wide for the page scrolls by itself, by keyboard too. */
const scrolling = (table, title) => node("div", {
  class: "table", part: "table", role: "group", tabindex: "0", "aria-label": `${title}: ${table.caption.textContent}`,
}, table);

/**
 * What the core wrote of an outcome: its title, the comparison, the other tables, and its remarks. `subject` is given where
 * numbers are to be explained.
 */
export function comparison(outcome, subject) {
  // The style that it brings is for a notebook; a strict policy would complain of it, and the element has its own.
  const html = outcome.html.replace(/<style>[^<]*<\/style>/, "");
  const written = new DOMParser().parseFromString(html, "text/html");
  const title = written.querySelector("h3").textContent;
  const [first, ...rest] = [...written.querySelectorAll("table")].map((table) => {
    if (subject) explainable(table, subject);
    return scrolling(document.adoptNode(table), title);
  });
  const remarks = written.querySelector(".options-appraisal > ul");
  return { title, first, rest, remarks: remarks ? [document.adoptNode(remarks)] : [] };
}
