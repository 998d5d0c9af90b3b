// What stands in the shadow of the element: the frame, and what goes into it.
import { comparison } from "./comparison.js";
import { explanationDialog } from "./explanation.js";
import { control } from "./inputs.js";
import { node } from "./node.js";
import { listed } from "./problems.js";

export class View {
  #title = node("h2", { part: "title", hidden: true });
  #problems = node("div", { class: "problems", part: "problems", id: "problems", role: "alert", hidden: true });
  #inputs = node("div", { class: "inputs", part: "inputs", role: "group", "aria-label": "Values to try", hidden: true });
  #controls = [];
  #first = node("div");
  #rest = node("div");
  #more = node("details", { part: "more" }, node("summary", {}, "By year, and by who pays"), this.#rest);
  #remarks = node("div", { part: "remarks" });
  // Lays out the tables that wait until somebody opens them: with each step of a slider there are hundreds of numbers.
  #layRest;
  #results = node("div", { class: "results", part: "results", hidden: true }, this.#first, this.#remarks, this.#more);
  #loading = node("p", { class: "status", part: "status", role: "status" });
  #status = node("p", { class: "status", part: "status", role: "status" });
  #explanation = explanationDialog();
  #frame = node("div", { class: "frame", part: "frame", role: "group", lang: "en-GB" },
    node("slot", { name: "heading" }, this.#title), this.#loading, this.#problems, this.#inputs, this.#results, this.#status,
    node("slot", { name: "footer" }), this.#explanation.dialog);

  /** `onExplain` is told of the address and the year of a number that is asked about. */
  constructor(root, onExplain) {
    root.append(this.#frame);
    this.#more.addEventListener("toggle", () => this.#opened());
    this.#results.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-address]");
      if (button) onExplain(button.dataset.address, button.dataset.year);
    });
  }

  empty() {
    this.#explanation.dialog.close();
    this.#results.hidden = true;
    this.#inputs.hidden = true;
    this.#title.hidden = true;
    this.problems([]);
    this.say("");
  }

  busy(is) {
    this.#frame.setAttribute("aria-busy", String(is));
    this.#loading.textContent = is ? "Loading…" : "";
  }

  inputs(named, onInput, onReset) {
    const reset = node("button", { type: "button", class: "reset", part: "reset" }, "Back to the values as given");
    reset.addEventListener("click", onReset);
    this.#controls = named.map((input, place) => control(input, place, onInput));
    this.#inputs.replaceChildren(...this.#controls.map(({ element }) => element), reset);
    this.#inputs.hidden = named.length === 0;
  }

  /** Sets the controls to what `value` has for their addresses. */
  set(value) {
    for (const each of this.#controls) each.set(value(each.address));
  }

  /** Shows an outcome in the place of the last one. What is open stays open, and the focus stays where it is. */
  outcome(outcome, explain) {
    const focused = this.#frame.getRootNode().activeElement?.dataset;
    const { title, first, rest, remarks } = comparison(outcome, explain);
    this.#title.textContent = title;
    this.#title.hidden = false;
    this.#frame.setAttribute("aria-label", title);
    this.#show(this.#first, [first]);
    this.#layRest = rest;
    this.#more.hidden = !rest;
    this.#opened();
    this.#remarks.replaceChildren(...remarks);
    this.#results.hidden = false;
    if (focused?.address) {
      const same = ({ dataset }) => dataset.address === focused.address && dataset.year === focused.year;
      [...this.#results.querySelectorAll("button[data-address]")].find(same)?.focus();
    }
  }

  #opened() {
    if (!this.#more.open || !this.#layRest) return;
    this.#show(this.#rest, this.#layRest());
    this.#layRest = undefined;
  }

  // A table that has been scrolled stays so: its place is kept, and the table in it changes.
  #show(place, tables) {
    const before = [...place.children];
    if (before.length !== tables.length) {
      place.replaceChildren(...tables);
      return;
    }
    tables.forEach((table, nth) => {
      before[nth].setAttribute("aria-label", table.getAttribute("aria-label"));
      before[nth].replaceChildren(...table.childNodes);
    });
  }

  /** Shows what is wrong; `stale` where the results are no longer of what the controls have. */
  problems(problems, stale = false) {
    this.#problems.hidden = problems.length === 0;
    this.#problems.replaceChildren(...(problems.length ? listed(problems) : []));
    if (stale) this.#problems.append(node("p", {}, "What is shown is of the last values that could be worked out."));
    this.#results.classList.toggle("stale", stale);
    for (const each of this.#controls) each.mark(problems.some(({ address }) => address === each.address));
  }

  say(text) {
    this.#status.textContent = text;
  }

  explanation(explanation) {
    this.#explanation.show(explanation);
  }
}
