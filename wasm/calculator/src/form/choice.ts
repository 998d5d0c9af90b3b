// Which options are compared: checkboxes, with the service as it is today always among them.
import { element } from "../page/element";

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly chosen: boolean;
  /** Today's service is what all else is compared with, and stays. */
  readonly fixed: boolean;
}

const shape = (choices: readonly Choice[]): string => choices.map(({ id, fixed }) => `${id} ${fixed}`).join("\n");

export class OptionChoice {
  readonly root = element("fieldset", { class: "govuk-fieldset", "aria-describedby": "options-hint" });
  readonly #boxes = element("div", { class: "govuk-checkboxes govuk-checkboxes--small" });
  #shape = "";

  constructor(private readonly choose: (id: string, chosen: boolean) => void) {
    this.root.append(
      element("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--m" }, "Which options are compared?"),
      element("div", { id: "options-hint", class: "govuk-hint" }, "The council as today always is: all others are measured against it."),
      element("div", { class: "govuk-form-group" }, this.#boxes));
  }

  show(choices: readonly Choice[]): void {
    if (shape(choices) !== this.#shape) {
      this.#shape = shape(choices);
      this.#boxes.replaceChildren(...choices.map((choice, place) => this.#box(choice, place)));
    }
    choices.forEach(({ name, chosen }, place) => {
      const item = this.#boxes.children[place];
      const [box, label] = [item?.querySelector("input"), item?.querySelector("label")];
      if (box) box.checked = chosen;
      if (label && label.textContent !== name) label.textContent = name;
    });
  }

  #box({ id, name, fixed }: Choice, place: number): HTMLElement {
    const box = element("input", { class: "govuk-checkboxes__input", id: `choice-${place}`, type: "checkbox", disabled: fixed });
    box.addEventListener("change", () => this.choose(id, box.checked));
    return element("div", { class: "govuk-checkboxes__item" }, box,
      element("label", { class: "govuk-label govuk-checkboxes__label", for: box.id }, name));
  }
}
