// What is wrong, said where it went wrong: address, what it is, what would be accepted.
import { AppraisalError } from "options-appraisal/worker";
import { element } from "../element";

interface Said {
  readonly address: string;
  readonly message: string;
  readonly accepted: string;
}

function said(error: unknown): readonly Said[] {
  if (error instanceof AppraisalError) {
    return error.problems.map(({ address, message, accepted }) => ({ address, message, accepted: accepted ?? "" }));
  }
  return [{ address: "", message: error instanceof Error ? error.message : String(error), accepted: "" }];
}

/** A place for problems, empty while there are none. It speaks when it fills. */
export class ProblemsView {
  readonly root = element("div", { class: "app-problems", role: "alert" });
  #shown = "";

  /** `kept` says what of the page still stands although something went wrong. */
  show(error: unknown, kept = ""): void {
    const problems = said(error);
    // The same again is not said again.
    const text = JSON.stringify([problems, kept]);
    if (text === this.#shown) return;
    this.#shown = text;
    this.root.replaceChildren(element("div", { class: "govuk-inset-text app-problems__inset" },
      element("ul", { class: "govuk-list" }, ...problems.map(({ address, message, accepted }) => element("li", {},
        ...(address === "" ? [] : [element("code", {}, address), ": "]),
        element("span", { class: "govuk-error-message app-problems__message" }, message),
        ...(accepted === "" ? [] : [` Accepted: ${accepted}.`])))),
      ...(kept === "" ? [] : [element("p", { class: "govuk-body" }, kept)])));
  }

  clear(): void {
    if (this.#shown === "") return;
    this.#shown = "";
    this.root.replaceChildren();
  }
}
