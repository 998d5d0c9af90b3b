// Tells whoever hears the page what changed, once it has stopped changing.
import { element } from "../element";
import { settled } from "./settled";

const QUIET = 1000;

export class Announcer {
  readonly root = element("div", {
    class: "govuk-visually-hidden", role: "status", "aria-live": "polite", "aria-atomic": "true",
  });
  #words = "";
  readonly #quiet = settled(QUIET, () => { this.root.textContent = this.#words; });

  say(words: string): void {
    this.#words = words;
    this.#quiet.touch();
  }
}
