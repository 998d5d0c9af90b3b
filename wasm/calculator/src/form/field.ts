// One field of the form: its label, hint, unit, and what is wrong with it.
import type { Problem } from "options-appraisal";
import { element } from "../element";
import { button } from "../page/element";
import { OWN_SOURCE } from "../question/answer";
import type { Value } from "../question/value";
import type { Field, Sum } from "./layout";
import { typed, unreadable } from "./typed";

export interface FieldHost {
  /** An answer while it is being given; nothing where the answer was taken away. */
  answer(address: string, value: Value | undefined, label: string): void;
  /** The reader has left the field: what is wrong may be shown. */
  left(): void;
  /** A list of sums by year gets one more, or loses its last. */
  lengthen(sum: string, label: string): void;
  shorten(sum: string, label: string): void;
  /** A sum that is the same in every year is stated year by year, or the other way round. */
  byYear(sum: string, label: string): void;
  asOneSum(sum: string, label: string): void;
}

type Control = HTMLInputElement | HTMLSelectElement;

// An id may hold no blanks, and an address may.
export const fieldId = (address: string): string => `field-${encodeURIComponent(address)}`;

const NOT_STATED = "Not stated";

function choices({ question, value }: Field): HTMLOptionElement[] {
  const known = question.choices ?? (question.kind === "yes_no" ? [["true", "Yes"], ["false", "No"]] as const : []);
  const all: (readonly [string, string])[] = [...known];
  if (question.standard === undefined && (question.optional || value === "")) all.unshift(["", question.unstated ?? NOT_STATED]);
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
  /** What became of a range that was made up. */
  #lost: HTMLElement | undefined;
  #shown: Field;
  #retired = false;

  constructor(readonly field: Field, private readonly host: FieldHost) {
    const { question, address, label, hint } = field;
    this.#shown = field;
    const id = fieldId(address);
    this.#error = element("p", { id: `${id}-error`, class: "govuk-error-message", hidden: true });
    this.root = element("div", { class: "govuk-form-group" }, element("label", { class: "govuk-label", for: id }, label));
    const unit = [question.prefix === "£" ? "In pounds" : "", question.suffix ?? ""].filter(Boolean).join(" ");
    if (hint !== undefined) {
      this.root.append(element("div", { id: `${id}-hint`, class: "govuk-hint" }, hint));
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
    this.#listen(this.control, (text) => this.#answered(text), address);
    this.root.append(this.#source);
    if (field.sum) this.#addYears(field.sum);
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
    const { question: { kind, optional, share }, year } = this.field;
    return (optional || year) && text.trim() === "" ? undefined : typed(kind, text, share);
  }

  #listen(control: Control, value: (text: string) => Value | undefined, address: string): void {
    const [{ label }, { host }] = [this.field, this];
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

  #addRange(): HTMLDetailsElement {
    const { address, label, question: { share } } = this.field;
    const end = (which: "low" | "high", words: string) => {
      const id = `${fieldId(address)}-${which}`;
      const control = this.#input(id, "govuk-input--width-10", true);
      this.#listen(control, (text) => (text.trim() === "" ? undefined : typed("number", text, share)), `${address}.${which}`);
      this.#ends.push({ control, end: which });
      return element("div", { class: "govuk-form-group" },
        element("label", { class: "govuk-label", for: id }, words,
          element("span", { class: "govuk-visually-hidden" }, ` of: ${label}`)), control);
    };
    const range = element("details", { class: "govuk-details" },
      element("summary", { class: "govuk-details__summary" },
        element("span", { class: "govuk-details__summary-text" }, "How sure are you?",
          element("span", { class: "govuk-visually-hidden" }, ` ${label}`))),
      element("div", { class: "govuk-details__text range" },
        element("p", { class: "govuk-hint" }, "The least and the most that it could be. Empty one of the two if the figure is certain: both then go."),
        end("low", "At least"), end("high", "At most")));
    this.#source.after(range);
    return range;
  }

  #addYears({ address, stated, shortens }: Sum): void {
    const [{ label }, { host }] = [this.field.question, this];
    const named = (made: HTMLButtonElement) => {
      made.append(element("span", { class: "govuk-visually-hidden" }, `: ${label}`));
      return made;
    };
    this.root.append(element("div", { class: "govuk-button-group years" },
      ...(stated === "once" ? [named(button("Give it year by year", () => host.byYear(address, label)))] : []),
      ...(stated === "in turn" ? [named(button("Add a year", () => host.lengthen(address, label)))] : []),
      ...(stated === "in turn" && shortens ? [named(button("Remove the last year", () => host.shorten(address, label)))] : []),
      ...(stated === "once" ? [] : [named(button("The same sum every year", () => host.asOneSum(address, label)))])));
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
    const own = field.source === OWN_SOURCE;
    const asked = field.ranged || (own && field.question.kind === "number");
    if (asked) this.#range ??= this.#addRange();
    if (this.#range) this.#range.hidden = !asked;
    if (this.#shown.ranged && !field.ranged && this.#shown.source !== OWN_SOURCE && own) this.#lost ??= this.#addLost();
    if (this.#lost) this.#lost.hidden = field.ranged || !own;
    this.#shown = field;
    for (const { control, end } of this.#ends) put(control, field[end]);
  }

  #addLost(): HTMLElement {
    const lost = element("p", { id: `${this.control.id}-lost`, class: "govuk-hint source" },
      "The range went with it: it was made up for the value that was here. If you are not sure of yours, give a range of your own.");
    this.#source.after(lost);
    this.#described.push(lost.id);
    this.#describe(!this.#error.hidden);
    return lost;
  }

  /** A problem in the words of the form, where what was typed cannot be read at all. */
  inWords(problem: Problem): Problem {
    const { address, question } = this.field;
    const end = this.#ends.find((one) => problem.address === `${address}.${one.end}`);
    const { message, accepted = problem.accepted } = (end || problem.address === address || problem.address === `${address}.central`)
      ? unreadable(question, (end?.control ?? this.control).value) ?? problem
      : problem;
    // The units that have no words of their own.
    const plain = accepted?.replace(/, in (?:count|share|times)$/, "");
    return { ...problem, message, ...(plain !== undefined && { accepted: plain }) };
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
