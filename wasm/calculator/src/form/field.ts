// One field of the form: its label, hint, unit, and what is wrong with it.
import type { Problem } from "options-appraisal";
import { element } from "../element";
import { button } from "../page/element";
import type { Value } from "../question/value";
import type { Field } from "./layout";
import { typed } from "./typed";

export interface FieldHost {
  /** An answer while it is being given; nothing where the answer was taken away. */
  answer(address: string, value: Value | undefined, label: string): void;
  /** The reader has left the field: what is wrong may be shown. */
  left(): void;
  /** A list of sums by year gets one more, or loses its last. */
  lengthen(schedule: string, label: string): void;
  shorten(schedule: string, label: string): void;
}

type Control = HTMLInputElement | HTMLSelectElement;

// An id may hold no blanks, and an address may.
export const fieldId = (address: string): string => `field-${encodeURIComponent(address)}`;

const NOT_STATED = "Not stated";

function choices({ question, value }: Field): HTMLOptionElement[] {
  const known = question.choices ?? (question.kind === "yes_no" ? [["true", "Yes"], ["false", "No"]] as const : []);
  const all: (readonly [string, string])[] = [...known];
  if (question.optional || value === "") all.unshift(["", NOT_STATED]);
  // A file may say what the calculator has no words for.
  if (!all.some(([choice]) => choice === value)) all.push([value, value]);
  return all.map(([choice, label]) => element("option", { value: choice }, label));
}

export class FieldView {
  readonly root: HTMLElement;
  readonly control: Control;
  readonly #error: HTMLElement;
  readonly #described: string[] = [];
  readonly #ends: { control: HTMLInputElement; end: "low" | "high" }[] = [];
  readonly #source = element("p", { class: "govuk-hint source" });
  #range: HTMLDetailsElement | undefined;
  #retired = false;

  constructor(readonly field: Field, host: FieldHost) {
    const { question, address, label } = field;
    const id = fieldId(address);
    this.#error = element("p", { id: `${id}-error`, class: "govuk-error-message", hidden: true });
    this.root = element("div", { class: "govuk-form-group" }, element("label", { class: "govuk-label", for: id }, label));
    const unit = [question.prefix === "£" ? "In pounds" : "", question.suffix ?? ""].filter(Boolean).join(" ");
    if (question.hint !== undefined) {
      this.root.append(element("div", { id: `${id}-hint`, class: "govuk-hint" }, question.hint));
      this.#described.push(`${id}-hint`);
    }
    // Prefix and suffix are for the eye; this says the unit to whoever hears the page.
    if (unit) {
      this.root.append(element("span", { id: `${id}-unit`, class: "govuk-visually-hidden" }, unit));
      this.#described.push(`${id}-unit`);
    }
    this.root.append(this.#error);
    if (question.kind === "choice" || question.kind === "yes_no") {
      this.control = element("select", { id, class: "govuk-select" }, ...choices(field));
      this.root.append(this.control);
    } else {
      const numeric = question.kind === "number" || question.kind === "whole";
      this.control = this.#input(id, numeric ? "govuk-input--width-10" : question.kind === "date" ? "govuk-input--width-10" : "", numeric);
      const affix = (kind: string, text: string) => element("div", { class: `govuk-input__${kind}`, "aria-hidden": "true" }, text);
      this.root.append(element("div", { class: "govuk-input__wrapper" },
        ...(question.prefix ? [affix("prefix", question.prefix)] : []),
        this.control,
        ...(question.suffix ? [affix("suffix", question.suffix)] : [])));
    }
    this.#listen(this.control, host, (text) => this.#answered(text), address);
    this.root.append(this.#source);
    if (field.ranged) this.#addRange(host);
    if (field.lastOf !== undefined) this.#addYears(field.lastOf, host);
    this.show(field);
    this.mend();
  }

  #input(id: string, width: string, numeric: boolean): HTMLInputElement {
    return element("input", {
      id,
      class: `govuk-input ${width}`.trim(),
      type: "text",
      autocomplete: "off",
      spellcheck: numeric ? "false" : undefined,
      inputmode: numeric ? "decimal" : undefined,
    });
  }

  #answered(text: string): Value | undefined {
    const { kind, optional } = this.field.question;
    return optional && text.trim() === "" ? undefined : typed(kind, text);
  }

  #listen(control: Control, host: FieldHost, value: (text: string) => Value | undefined, address: string): void {
    const { label } = this.field;
    control.addEventListener("input", () => {
      if (this.#retired) return;
      const given = value(control.value);
      // A field that is being typed anew is empty for a moment; it is taken as empty once it is left.
      if (given !== undefined || control instanceof HTMLSelectElement) host.answer(address, given, label);
    });
    control.addEventListener("change", () => {
      if (this.#retired) return;
      host.answer(address, value(control.value), label);
      host.left();
    });
  }

  #addRange(host: FieldHost): void {
    const { address, label } = this.field;
    const end = (which: "low" | "high", words: string) => {
      const id = `${fieldId(address)}-${which}`;
      const control = this.#input(id, "govuk-input--width-10", true);
      this.#listen(control, host, (text) => typed("number", text), `${address}.${which}`);
      this.#ends.push({ control, end: which });
      return element("div", { class: "govuk-form-group" },
        element("label", { class: "govuk-label", for: id }, words,
          element("span", { class: "govuk-visually-hidden" }, ` of: ${label}`)), control);
    };
    this.#range = element("details", { class: "govuk-details" },
      element("summary", { class: "govuk-details__summary" },
        element("span", { class: "govuk-details__summary-text" }, "How sure are you?",
          element("span", { class: "govuk-visually-hidden" }, ` ${label}`))),
      element("div", { class: "govuk-details__text range" }, end("low", "At least"), end("high", "At most")));
    this.root.append(this.#range);
  }

  #addYears(schedule: string, host: FieldHost): void {
    const { label } = this.field.question;
    const named = (made: HTMLButtonElement) => {
      made.append(element("span", { class: "govuk-visually-hidden" }, `: ${label}`));
      return made;
    };
    this.root.append(element("div", { class: "govuk-button-group years" },
      named(button("Add a year", () => host.lengthen(schedule, label))),
      named(button("Remove the last year", () => host.shorten(schedule, label)))));
  }

  /** It is no longer part of the form. */
  retire(): void {
    this.#retired = true;
  }

  /** Shows other answers, but not in the field that somebody is writing in, unless it has to be. */
  show(field: Field, force = false): void {
    const put = (control: Control, value: string) => {
      if (control.value !== value && (force || document.activeElement !== control)) control.value = value;
    };
    put(this.control, field.value);
    this.#source.textContent = field.source ? `Source: ${field.source}` : "";
    this.#source.hidden = !field.source;
    for (const { control, end } of this.#ends) put(control, field[end]);
  }

  complain(problems: readonly Problem[]): void {
    this.root.classList.add("govuk-form-group--error");
    this.control.classList.add(this.control instanceof HTMLSelectElement ? "govuk-select--error" : "govuk-input--error");
    this.control.setAttribute("aria-invalid", "true");
    this.#error.replaceChildren(
      element("span", { class: "govuk-visually-hidden" }, "Error: "),
      problems.map(({ message, accepted }) => accepted ? `${message}. Accepted: ${accepted}` : message).join(". "));
    this.#error.hidden = false;
    if (this.#range) this.#range.open = true;
    this.#describe(true);
  }

  mend(): void {
    this.root.classList.remove("govuk-form-group--error");
    this.control.classList.remove("govuk-select--error", "govuk-input--error");
    this.control.removeAttribute("aria-invalid");
    this.#error.hidden = true;
    this.#error.replaceChildren();
    this.#describe(false);
  }

  #describe(wrong: boolean): void {
    const ids = wrong ? [this.#error.id, ...this.#described] : this.#described;
    if (ids.length > 0) this.control.setAttribute("aria-describedby", ids.join(" "));
    else this.control.removeAttribute("aria-describedby");
  }
}
