// What has changed, for whoever hears the page: one polite region, and only the last of several things at once.
const QUIET = 900;

export class Announcer {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly region: HTMLElement) {}

  /** Says it once nothing else has come for a moment. */
  later(words: () => string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(words()), QUIET);
  }

  now(words: string): void {
    clearTimeout(this.#timer);
    // The same words twice would not be a change, and not be read.
    this.region.textContent = this.region.textContent === words ? `${words}\u00a0` : words;
  }
}
