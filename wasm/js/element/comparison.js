// The tables that the core wrote, as nodes. Numbers that are rows of the sheet can be asked how they came about.
import { node } from "./node.js";

/** Makes a button of each number that is a row of the sheet: the core writes the address and the year beside it. */
function explainable(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  for (const cell of table.querySelectorAll("td[data-address]")) {
    // What stands below the number is no part of it.
    const { firstChild: { data: number }, dataset: { address, year } } = cell;
    const label = cell.parentElement.cells[0].textContent;
    cell.firstChild.replaceWith(node("button", {
      type: "button", part: "number", "data-address": address, "data-year": year,
      "aria-label": `${number}: how ${label}, ${heads[cell.cellIndex]}, came about`,
    }, number));
  }
}

/** A table that is too wide for the page scrolls by itself, by keyboard too. */
const scrolling = (table, title) => node("div", {
  class: "table", part: "table", role: "group", tabindex: "0", "aria-label": `${title}: ${table.caption.textContent}`,
}, table);

/**
 * What the core wrote of an outcome: its title, the comparison, the other tables, which are laid out when they are asked
 * for, and its remarks; `explain` where numbers are to be asked.
 */
export function comparison(outcome, explain) {
  // The style that it brings is for a notebook; a strict policy would complain of it, and the element has its own.
  const html = outcome.html.replace(/<style>[^<]*<\/style>/, "");
  const written = new DOMParser().parseFromString(html, "text/html");
  const title = written.querySelector("h3").textContent;
  const laid = (table) => {
    if (explain) explainable(table);
    return scrolling(document.adoptNode(table), title);
  };
  const [first, ...others] = written.querySelectorAll("table");
  const remarks = written.querySelector(".options-appraisal > ul");
  return {
    title,
    first: laid(first),
    rest: others.length ? () => others.map(laid) : undefined,
    remarks: remarks ? [document.adoptNode(remarks)] : [],
  };
}
