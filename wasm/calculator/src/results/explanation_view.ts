// Why a number is what it is: a dialog with the explanation of the core, down to the inputs and the published figures. An
// explanation may have thousands of parts; each is laid out when it is opened.
import type { ExplanationResult, Origin, Outcome } from "options-appraisal";
import { element } from "../element";
import { using } from "../given_back";
import { outside } from "./element";
import { ProblemsView } from "./problems";
import { amount } from "./quantity";
import type { Reason } from "./core_tables";

const ORIGINS = {
  input: "Input",
  what_if: "Moved here",
  default: "Taken, since the question does not say",
  national_figure: "National figure",
  calendar: "Calendar",
};

const NOTHING = /^-?0(?:\.0*)?$/;

const named = ({ label, year }: ExplanationResult): string => (year === undefined ? label : `${label}, ${year}`);
const valued = ({ value, unit }: ExplanationResult): string => amount(value, unit);

export class ExplanationView {
  readonly root = element("dialog", { class: "app-explanation", "aria-labelledby": "explanation-title" });
  readonly #title = element("h2", { class: "govuk-heading-m", id: "explanation-title", tabindex: "-1" });
  readonly #body = element("div", { class: "govuk-body app-explanation__body" });

  constructor() {
    const close = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, "Close");
    close.addEventListener("click", () => { this.root.close(); });
    // A click beside it closes it, as Escape does.
    this.root.addEventListener("click", ({ target }) => {
      if (target === this.root) this.root.close();
    });
    this.root.append(element("div", { class: "app-explanation__frame" },
      element("div", { class: "app-explanation__head" }, this.#title, close), this.#body));
  }

  /** Opens for one number; on closing the focus goes back to where it was. */
  open(outcome: Outcome, { address, year }: Reason): void {
    try {
      const explanation = using(outcome.explain(address, year), (shown) => shown.toObject());
      this.#title.textContent = `${named(explanation)}: ${valued(explanation)}`;
      this.#body.replaceChildren(...this.#inside(explanation, true));
    } catch (error) {
      const problems = new ProblemsView();
      problems.show(error);
      this.#title.textContent = "This number cannot be explained";
      this.#body.replaceChildren(problems.root);
    }
    this.root.showModal();
    this.#title.focus();
  }

  #inside(explanation: ExplanationResult, open: boolean): readonly Node[] {
    const { address, formula, working, origin, shown_above: above, parts = [] } = explanation;
    const inside: Node[] = [element("p", { class: "govuk-body-s app-explanation__address" }, element("code", {}, address))];
    if (origin !== undefined) inside.push(this.#origin(origin));
    if (formula !== undefined) inside.push(this.#formula(formula, working, open));
    if (above === true) {
      inside.push(element("p", { class: "govuk-body-s" }, "Its parts are shown above, where it comes first."));
    }
    const nothing = parts.filter(({ value }) => NOTHING.test(value));
    const something = parts.filter((part) => !nothing.includes(part));
    if (something.length > 0) inside.push(this.#list(something));
    if (nothing.length > 0) {
      const summary = nothing.length === 1 ? "One part that is nothing here" : `${nothing.length} parts that are nothing here`;
      inside.push(this.#later(summary, () => [this.#list(nothing)]));
    }
    return inside;
  }

  #origin(origin: Origin): Node {
    const shown = element("p", { class: "govuk-body-s" }, element("strong", {}, `${ORIGINS[origin.kind]}.`));
    if (origin.kind === "what_if") shown.append(` In place of ${origin.in_place_of}.`);
    if ("source" in origin && origin.source !== "") {
      const { source } = origin;
      shown.append(" Source: ", "url" in origin && origin.url !== "" ? outside(origin.url, source) : source, ".");
    }
    return shown;
  }

  #formula(formula: string, working: string | undefined, open: boolean): Node {
    const lines = [element("p", { class: "govuk-body-s" }, `= ${formula}`)];
    if (working !== undefined) lines.push(element("p", { class: "govuk-body-s" }, `= ${working}`));
    const shown = element("details", { class: "app-explanation__formula", open: open && formula.length < 400 },
      element("summary", {}, "Formula, and the numbers in it"), ...lines);
    return shown;
  }

  #list(parts: readonly ExplanationResult[]): Node {
    return element("ul", { class: "app-explanation__parts" }, ...parts.map((part) => {
      const summary = `${named(part)}: ${valued(part)}`;
      return element("li", {}, this.#later(summary, () => this.#inside(part, false)));
    }));
  }

  // Laid out when it is opened for the first time.
  #later(summary: string, make: () => readonly Node[]): HTMLElement {
    const shown = element("details", {}, element("summary", {}, summary));
    shown.addEventListener("toggle", () => {
      if (shown.open && shown.childElementCount === 1) shown.append(...make());
    });
    return shown;
  }
}
