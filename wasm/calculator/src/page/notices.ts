// Notices at the top of the page: each is about one thing, and a newer one about the same takes its place.
import { button, element } from "./element";

export interface Notice {
  /** What it is about, in a word or two. */
  readonly about: string;
  readonly text: string;
  readonly actions?: readonly { readonly label: string; readonly act: () => void }[];
  /** Whether it is something that went wrong. */
  readonly wrong?: boolean;
}

export class Notices {
  readonly #shown = new Map<string, HTMLElement>();

  constructor(private readonly root: HTMLElement, private readonly announce: (words: string) => void) {}

  show({ about, text, actions = [], wrong = false }: Notice): void {
    this.drop(about);
    const close = () => this.drop(about);
    const heading = element("h2", { class: "govuk-notification-banner__title" }, wrong ? "There is a problem" : "Please note");
    const notice = element("section",
      { class: `govuk-notification-banner ${wrong ? "notice--wrong" : ""}`.trim(), "aria-label": `${wrong ? "Problem" : "Notice"}: ${about}` },
      element("div", { class: "govuk-notification-banner__header" }, heading),
      element("div", { class: "govuk-notification-banner__content" },
        element("p", { class: "govuk-body" }, text),
        element("div", { class: "govuk-button-group" },
          ...actions.map(({ label, act }) => button(label, () => { close(); act(); })),
          button("Close this message", close))));
    this.#shown.set(about, notice);
    this.root.append(notice);
    this.announce(text);
  }

  drop(about: string): void {
    this.#shown.get(about)?.remove();
    this.#shown.delete(about);
  }
}
