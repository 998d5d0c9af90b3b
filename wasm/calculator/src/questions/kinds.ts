// The plain questions are a table; this is what a row of it says.

export type Kind =
  | "text"
  /** A decimal number, kept as its text. */
  | "number"
  /** A whole number that is no estimate: a count of years, a point on a scale. */
  | "whole"
  | "date"
  | "choice"
  | "yes_no";

/** One question, at an address; `{council}` and the like stand for what the document names there. */
export interface Question {
  readonly address: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: Kind;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly choices?: readonly (readonly [value: string, label: string])[];
  /** Whether an empty answer is none at all: the core then takes its default, or leaves out what would follow. */
  readonly optional?: boolean;
  /** Whether it is asked in every document, or only where the document has a value there. */
  readonly where?: "always" | "stated";
  /** A share of something, which people write as a percentage too. */
  readonly share?: boolean;
  /** A sum that can be stated year by year, and what follows the last year that is stated. */
  readonly years?: "nothing" | "goes_on";
  /** The choice that holds where none is stated; without it an empty choice says so, in these words. */
  readonly standard?: string;
  readonly unstated?: string;
  /** What is accepted, where the core can tell that only of an answer of the right kind. */
  readonly accepted?: string;
  /** Behind "more", since few need it. */
  readonly more?: boolean;
}

/** One thing that can be stated in several ways: exactly one of the questions is asked. */
export interface OneOf {
  readonly label: string;
  readonly ways: readonly (Question & { readonly way: string })[];
}

/** Questions that are asked of every entry of a table, such as each post. */
export interface Each {
  readonly table: string;
  /** What one entry is called, for its buttons: "post". */
  readonly entry: string;
  /** Where an entry keeps its name, relative to it. */
  readonly name: string;
  readonly questions: readonly (Question | OneOf)[];
  /** A new entry, the beginning of its id, and what its button says; a table without it is not added to here. */
  readonly added?: { readonly button: string; readonly id: string; readonly value: Readonly<Record<string, string | number>> };
}

export interface Group {
  readonly title: string;
  readonly intro?: string;
  readonly questions?: readonly Question[];
  readonly each?: Each;
}
