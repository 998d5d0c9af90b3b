// What it means for each party that would take the library over. It follows once nothing moves any more: all of the result is
// read for it, and for that there is no time in a frame.
import type { Result } from "options-appraisal";
import { element } from "../element";
import type { CoreTable, Reason } from "./core_tables";
import { grouped } from "./decimals";
import { details } from "./element";
import { TableView, whyButton } from "./table_view";
import { takers, type Sentence, type Taker } from "./takers";

export class TakersView {
  readonly root = element("div", { class: "app-takers", hidden: true });
  readonly #why: (reason: Reason) => void;
  #shown = "";

  constructor(why: (reason: Reason) => void) {
    this.#why = why;
  }

  /** The numbers have changed, and what is shown follows soon. */
  touch(): void {
    this.root.classList.add("app-takers--behind");
  }

  /** `tables` are those of the core, which has written the numbers in them; what they leave out is written as it is. */
  show(result: Result, tables: readonly CoreTable[]): void {
    this.root.classList.remove("app-takers--behind");
    const texts = new Map(tables.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells)
      .flatMap(({ reason, text }) => (reason?.year === undefined ? [] : [[`${reason.address}@${reason.year}`, text] as const])));
    const all = takers(result, ({ address, year }, value) => texts.get(`${address}@${year ?? ""}`) ?? grouped(value));
    // Whoever is at a number stays at it where it is the same.
    const now = JSON.stringify(all);
    if (now === this.#shown) return;
    this.#shown = now;
    const open = [...this.root.querySelectorAll("details")].map((shown) => shown.open);
    const at = [...this.root.querySelectorAll("button")].indexOf(document.activeElement as HTMLButtonElement);
    this.root.hidden = all.length === 0;
    this.root.replaceChildren(...all.map((taker) => this.#one(taker)));
    this.root.querySelectorAll("details").forEach((shown, place) => { shown.open = open[place] ?? false; });
    if (at >= 0) this.root.querySelectorAll("button")[at]?.focus({ preventScroll: true });
  }

  #one({ id, name, options, table }: Taker): HTMLElement {
    const heading = `takers-${encodeURIComponent(id)}`;
    const years = new TableView(this.#why, name);
    years.show(table);
    return element("section", { "aria-labelledby": heading },
      element("h2", { class: "govuk-heading-m", id: heading }, `What it means for ${name}`),
      ...options.flatMap((option) => [
        element("h3", { class: "govuk-heading-s app-takers__option" }, option.name),
        element("ul", { class: "govuk-list govuk-list--bullet" }, ...option.sentences.map((sentence) => this.#sentence(sentence))),
      ]),
      details(`${name}: each year`, years.root));
  }

  #sentence(sentence: Sentence): HTMLElement {
    return element("li", {}, ...sentence.map((word) =>
      typeof word === "string" ? word : whyButton(document.createTextNode(word.text), word.what, word.reason, this.#why)));
  }
}
