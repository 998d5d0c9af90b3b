// What would have to be true for another option to come out ahead: the sentences of the core, the nearest first.
import type { Appraisal, Result } from "options-appraisal/uncertainty";
import { element } from "../element";
import { using } from "../given_back";
import { details } from "./element";
import { ProblemsView } from "./problems";
import { inPlain } from "./plain";

export interface Asked {
  /** The question as it stands when it is asked. */
  readonly appraisal: () => Appraisal;
  readonly result: Result;
  /** The option that is ahead. */
  readonly leader: string;
  /** Inputs by their addresses, in words. */
  readonly labels: ReadonlyMap<string, string>;
}

export class SwitchingView {
  readonly root = element("section", { class: "app-switching" });
  readonly #lead = element("p", { class: "govuk-body" });
  readonly #rival = element("select", { class: "govuk-select", id: "switching-rival" });
  readonly #sentences = element("div");
  readonly #problems = new ProblemsView();
  #asked: Asked | undefined;

  constructor() {
    this.root.append(
      element("h2", { class: "govuk-heading-m" }, "What would have to be true"),
      this.#lead,
      element("div", { class: "govuk-form-group" },
        element("label", { class: "govuk-label", for: "switching-rival" }, "For this option to come out ahead"), this.#rival),
      this.#problems.root, this.#sentences);
    this.#rival.addEventListener("change", () => { this.#answer(); });
  }

  show(asked: Asked): void {
    this.#asked = asked;
    const { result, leader } = asked;
    const rivals = result.options.filter(({ id }) => id !== leader);
    const before = this.#rival.value;
    this.#rival.replaceChildren(...rivals.map(({ id, name }) => element("option", { value: id }, name)));
    const preferred = [before, result.today, rivals[0]?.id].find((id) => rivals.some((rival) => rival.id === id));
    this.#rival.value = preferred ?? "";
    this.root.hidden = rivals.length === 0;
    this.#answer();
  }

  #answer(): void {
    const rival = this.#rival.value;
    if (this.#asked === undefined || rival === "") return;
    const { appraisal, result: { council, options }, leader, labels } = this.#asked;
    const ahead = options.find(({ id }) => id === leader)?.name ?? leader;
    this.#lead.textContent = `${ahead} comes first now, by net present cost to the council. `
      + "Each uncertain input is taken alone, all others as they stand.";
    try {
      const measure = `net_present_cost.${council}`;
      const { inputs } = using(appraisal().switchingValues({ options: [leader, rival], measure }), (shown) => shown.toObject());
      const sentence = ({ address, sentence: text }: (typeof inputs)[number]) => element("li", {},
        element("strong", {}, labels.get(address) ?? address), element("br"), inPlain(text, labels));
      const telling = inputs.filter(({ found }) => found !== "does_not_depend");
      const rest = inputs.filter(({ found }) => found === "does_not_depend");
      this.#sentences.replaceChildren(
        ...(inputs.length > 0 ? [] : [element("p", { class: "govuk-body" },
          "No input has a range: give some a low and a high value.")]),
        ...(telling.length === 0 ? [] : [element("ol", { class: "govuk-list govuk-list--number" },
          ...telling.map(sentence))]),
        ...(rest.length === 0 ? [] : [details(`Inputs on which the answer does not depend: ${rest.length}`,
          element("ul", { class: "govuk-list govuk-list--bullet" }, ...rest.map(sentence)))]));
      this.#problems.clear();
    } catch (error) {
      this.#sentences.replaceChildren();
      this.#problems.show(error);
    }
  }
}
