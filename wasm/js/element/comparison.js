// The tables that the core wrote, as nodes. Numbers that are rows of the sheet can be asked how they came about.
import { node } from "./node.js";

// Rows of the comparison by the words that the core gives them: the measure, and whose it is; `null` is the council.
const MEASURES = new Map([
  ["Net cost to the council, all years", ["net_cost_total", null]],
  ["Saving against today, all years", ["saving_total", null]],
  ["Net present cost: council", ["net_present_cost", null]],
  ["Net present cost: local public sector", ["net_present_cost", "local_public_sector"]],
  ["Net present cost: public sector", ["net_present_cost", "public_sector"]],
  ["Net present cost: society", ["net_present_cost", "society"]],
  ["Equivalent annual cost: council", ["equivalent_annual_cost", null]],
  ["Council, for an hour open", ["cost_per_open_hour", null]],
  ["Local public sector, for an hour open", ["cost_per_open_hour", "local_public_sector"]],
  ["Council, for a visit", ["cost_per_visit", null]],
  ["Council, for an issue", ["cost_per_issue", null]],
]);
const BY_YEAR = "Net cost to the council in cash, by year";
const YEAR = /^\d{4}\/\d{2}$/;

function asked(caption, label) {
  if (caption === BY_YEAR && YEAR.test(label)) return { measure: ["net_cost", null], year: label };
  return { measure: MEASURES.get(label) };
}

/** What stays the same whatever the values are: the ids of the council and of the options, and the rows of the sheet. */
export function subjectOf(outcome) {
  const { council, options } = outcome.toObject();
  return { council, options: options.map(({ id }) => id), rows: new Set(outcome.addresses) };
}

/** Makes a button of each number that is a row of the sheet, with the address and the year that explain it. */
function explainable(table, { council, options, rows }) {
  const caption = table.caption.textContent;
  const heads = [...table.tHead.rows[0].cells].slice(1).map((head) => head.textContent);
  for (const row of table.querySelectorAll("tbody > tr")) {
    const [{ textContent: label }, ...cells] = row.cells;
    const { measure, year } = asked(caption, label);
    if (!measure) continue;
    const [name, party] = measure;
    cells.forEach((cell, place) => {
      const address = `options.${options[place]}.${name}.${party ?? council}`;
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
