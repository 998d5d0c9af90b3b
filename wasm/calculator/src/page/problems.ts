// The error summary: everything that is wrong, at once, each with a link to the field where there is one.
import type { Problem } from "options-appraisal";
import type { Placed } from "../form/form";
import { element } from "./element";

const sentence = ({ message, accepted }: Problem): string => (accepted ? `${message}. Accepted: ${accepted}` : message);

const addressed = (problem: Problem, of = ""): string => {
  const line = problem.line !== undefined && of ? `, line ${problem.line}` : "";
  return `${problem.address || of || "The question"}${line}: ${sentence(problem)}`;
};

// A file with ten thousand problems is told by its first ones.
const MOST = 50;

function link(problem: Problem, { field, control }: NonNullable<Placed["field"]>): HTMLAnchorElement {
  const made = element("a", { href: `#${control.id}` }, `${field.label}: ${sentence(problem)}`);
  made.addEventListener("click", (event) => {
    // The fragment of the page is for links that hold a question.
    event.preventDefault();
    for (let around = control.parentElement; around; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
    }
    control.focus();
    control.scrollIntoView({ block: "center" });
  });
  return made;
}

/** Fills a summary, and hides it where nothing is wrong. */
export function summarise(root: HTMLElement, title: string, placed: readonly Placed[], of = ""): void {
  root.hidden = placed.length === 0;
  root.replaceChildren();
  if (root.hidden) return;
  const items = placed.slice(0, MOST).map(({ problem, field }) =>
    element("li", {}, field ? link(problem, field) : addressed(problem, of)));
  if (placed.length > MOST) items.push(element("li", {}, `and ${placed.length - MOST} more`));
  root.append(element("div", { class: "govuk-error-summary" },
    element("h2", { class: "govuk-error-summary__title" }, title),
    element("div", { class: "govuk-error-summary__body" },
      element("ul", { class: "govuk-list govuk-error-summary__list" }, ...items))));
}
