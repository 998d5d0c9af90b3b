// Tells whoever hears the page what changed, once it has stopped changing.
import { element } from "../element";
import { settled } from "./settled";

const QUIET = 1000;

export class Announcer {
  readonly root = element("div", {
    class: "govuk-visually-hidden", role: "status", "aria-live": "polite", "aria-atomic": "true",
  });
  #words: readonly string[] = [];
  readonly #quiet = settled(QUIET, () => {
    this.root.textContent = this.#words.join(" ");
    this.#words = [];
  });

  /** Takes the place of whatever has not been told yet. */
  say(words: string): void {
    this.#words = [words];
    this.#quiet.touch();
  }

  /** Is told after what has not been told yet. */
  add(words: string): void {
    this.#words = [...this.#words, words];
    this.#quiet.touch();
  }
}
