// The sliders: each with a box for those who would rather type, and a way back to where it stood.
import { element } from "../element";
import { isDecimal, typed } from "./decimals";
import { heard } from "./element";
import { ProblemsView } from "./problems";
import { quantity } from "./quantity";
import type { Slider } from "./sliders";

export interface SlidersHost {
  /** While it moves. */
  move(address: string, value: string, event: Event): void;
  /** Once it is let go. */
  release(address: string, value: string): void;
}

interface Held {
  readonly range: HTMLInputElement;
  readonly box: HTMLInputElement;
  readonly value: HTMLElement;
  readonly problems: ProblemsView;
  readonly hint: Text;
  readonly slider: Slider;
}

const RANGES = {
  stated: "the range of the question",
  published_figures: "the range of published figures",
  test_movement: "a little either way, to see what it does",
};

// Where the question has it, or that it is somewhere else, and what that means.
function stands({ central, low, high, range, unit, source }: Slider, moved: boolean): string {
  const from = `from ${quantity(low, unit)} to ${quantity(high, unit)}, ${RANGES[range]}`;
  const of = source === undefined ? "" : ` Source: ${source}.`;
  return moved
    ? `Moved from ${quantity(central, unit)}, and taken as certain now. “Reset” brings back what it was: ${quantity(central, unit)}, ${from}.${of}`
    : `${quantity(central, unit)} in the question; ${from}.${of}`;
}

export class SlidersView {
  readonly root = element("div", { class: "app-sliders" });
  readonly #host: SlidersHost;
  readonly #held = new Map<string, Held>();

  constructor(host: SlidersHost) {
    this.#host = host;
  }

  /** Shows other sliders; `moved` has those that do not stand where the question has them. */
  show(sliders: readonly Slider[], moved: ReadonlyMap<string, string>): void {
    // Whoever is at a slider stays at it.
    const at = [...this.#held].flatMap(([address, { range, box }]) =>
      [[address, "range", range], [address, "box", box]] as const).find(([, , input]) => input === document.activeElement);
    this.#held.clear();
    this.root.replaceChildren(...sliders.map((slider, place) => this.#one(slider, `slider-${place}`)));
    for (const [address, value] of moved) this.#place(address, value);
    this.#say(moved);
    if (at !== undefined) this.#held.get(at[0])?.[at[1]].focus({ preventScroll: true });
  }

  /** The value of an input was refused: said beside its slider, if it has one. */
  refuse(address: string, error: unknown): boolean {
    const held = this.#held.get(address);
    held?.problems.show(error);
    held?.box.setAttribute("aria-invalid", "true");
    return held !== undefined;
  }

  /** The values went well; `moved` has those that do not stand where the question has them. */
  accept(moved: ReadonlyMap<string, string>): void {
    this.#say(moved);
    for (const { problems, box } of this.#held.values()) {
      problems.clear();
      box.removeAttribute("aria-invalid");
    }
  }

  #say(moved: ReadonlyMap<string, string>): void {
    for (const [address, { hint, slider }] of this.#held) {
      const words = stands(slider, moved.has(address));
      if (hint.data !== words) hint.data = words;
    }
  }

  #place(address: string, value: string): void {
    const held = this.#held.get(address);
    if (held === undefined) return;
    held.box.value = value;
    held.range.value = value;
    this.#tell(held, value);
  }

  #tell({ range, value: shown, slider: { unit } }: Held, value: string): void {
    const words = isDecimal(value) ? quantity(value, unit) : value;
    shown.textContent = words;
    range.setAttribute("aria-valuetext", words);
  }

  #one(slider: Slider, id: string): HTMLElement {
    const { address, label, unit, central, low, high, step } = slider;
    const range = element("input", {
      type: "range", id, class: "app-slider__range", min: low, max: high, step, value: central,
      "aria-describedby": `${id}-hint`,
    });
    const box = element("input", {
      type: "text", inputmode: "decimal", class: "govuk-input govuk-input--width-5", id: `${id}-box`, value: central,
      "aria-label": `${label}: type a value`, "aria-describedby": `${id}-hint`, autocomplete: "off", spellcheck: "false",
    });
    // Whoever hears the page hears it as the value of the slider.
    const value = element("p", { class: "govuk-body app-slider__value", "aria-hidden": "true" });
    const reset = element("button", { type: "button", class: "govuk-button govuk-button--secondary app-slider__reset" },
      "Reset", heard(` ${label} to ${quantity(central, unit)}`));
    const problems = new ProblemsView();
    const hint = document.createTextNode(stands(slider, false));
    const held: Held = { range, box, value, problems, hint, slider };
    this.#held.set(address, held);
    this.#tell(held, central);

    const moveTo = (text: string, event: Event) => {
      this.#tell(held, text);
      this.#host.move(address, text, event);
    };
    range.addEventListener("input", (event) => {
      box.value = range.value;
      moveTo(range.value, event);
    });
    range.addEventListener("change", () => { this.#host.release(address, range.value); });
    // While somebody types, half a number is no number yet; what is left in the box at the end is taken as it is.
    box.addEventListener("input", (event) => {
      const text = typed(box.value);
      if (!isDecimal(text)) return;
      range.value = text;
      moveTo(text, event);
      this.#host.release(address, text);
    });
    box.addEventListener("change", (event) => {
      const text = typed(box.value);
      if (!isDecimal(text)) moveTo(text, event);
      this.#host.release(address, text);
    });
    reset.addEventListener("click", (event) => {
      this.#place(address, central);
      moveTo(central, event);
      this.#host.release(address, central);
    });

    return element("div", { class: "app-slider govuk-form-group" },
      element("label", { class: "govuk-label govuk-label--s", for: id }, label),
      value,
      element("div", { class: "app-slider__row" }, range, box, reset),
      problems.root,
      element("div", { class: "govuk-hint app-slider__hint", id: `${id}-hint` }, hint));
  }
}
