import type { Appraisal, AppraisalError, Decimal, Outcome, Problem, Result } from "./index.js";
import type { Sheet, SheetOutcome, SheetTable } from "./sheet.js";

/** A reader gave other values to inputs: the values by their addresses. */
export type ChangeEvent = CustomEvent<{ readonly values: Readonly<Record<string, Decimal>> }>;

/**
 * There is a result. `result`, the whole of it as an object, is made when it is first asked for. The outcome can be asked
 * until the next one takes its place. Of a sheet that was laid out beforehand, `result` is the options side by side.
 */
export type ResultEvent = CustomEvent<
  | { readonly outcome: Outcome; readonly result: Result }
  | { readonly outcome: SheetOutcome; readonly result: SheetTable }
>;

/** Something is wrong: all of it at once. */
export type ProblemsEvent = CustomEvent<{ readonly problems: readonly Problem[] }>;

export interface OptionsAppraisalElementEventMap {
  change: ChangeEvent;
  result: ResultEvent;
  error: ProblemsEvent;
}

/**
 * `<options-appraisal src="sandgate.toml">`: the options side by side, on any page. The question, or the sheet that was laid
 * out from one, is the property `question`, or else the file that `src` names, or else the text of a
 * `<script type="text/toml">` or `<script type="application/json">` in the element.
 */
export class OptionsAppraisalElement extends HTMLElement {
  /** The address of a file; reflects the attribute. */
  src: string;
  /** Addresses of inputs that a reader may change, with spaces between them; reflects the attribute. */
  inputs: string;
  /** Whether numbers can be asked how they came about; reflects the attribute. */
  explain: boolean;
  /** The question or the sheet as a text or an object; null where it comes from elsewhere. */
  get question(): string | object | null;
  set question(question: string | object | null | undefined);
  /** The appraisal as it stands, with the values that were changed; null until there is one. Good until the next change. */
  readonly appraisal: Appraisal | Sheet | null;
  /** What it comes to; null until there is something. Good until the next change. */
  readonly outcome: Outcome | SheetOutcome | null;
  /** Gives other values to inputs, by their addresses, and shows what comes of them. Throws an {@link AppraisalError}. */
  replace(changes: Readonly<Record<string, number | bigint | Decimal>>): void;

  addEventListener<K extends keyof OptionsAppraisalElementEventMap>(
    type: K,
    listener: (this: OptionsAppraisalElement, event: OptionsAppraisalElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof OptionsAppraisalElementEventMap>(
    type: K,
    listener: (this: OptionsAppraisalElement, event: OptionsAppraisalElementEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "options-appraisal": OptionsAppraisalElement;
  }
}
