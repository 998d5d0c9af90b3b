// An answer to one plain question, as it stands in a document: a value, or the central value of an estimate.
import { read, remove, write } from "./address";
import { isTable, own, type Table, type Value } from "./value";

/** What the source of an estimate says once somebody has put in a value of their own. */
export const OWN_SOURCE = "entered in the calculator";

export const isEstimate = (value: Value | undefined): value is Table => isTable(value) && Object.hasOwn(value, "central");

export const central = (value: Value | undefined): Value | undefined => (isEstimate(value) ? own(value, "central") : value);

// Whole numbers of a file are numbers, and what is typed is a text.
const same = (before: Value | undefined, value: Value): boolean =>
  before === value || (typeof before === "number" && typeof value === "string" && String(before) === value);

/** The document with an answer. The source of the value that was there is not the source of the new one. */
export function answer(document: Table, address: string, value: Value): Table {
  const before = read(document, address);
  if (same(central(before), value)) return document;
  if (!isEstimate(before)) return write(document, address, value);
  return write(document, address, { ...before, central: value, ...(Object.hasOwn(before, "source") && { source: OWN_SOURCE }) });
}

/** The document without an answer: the core then takes its default, or says that it is missing. */
export const withdraw = (document: Table, address: string): Table => remove(document, address);

/** The document with other values of inputs, by address, as a slider gives them. */
export const withValues = (document: Table, values: Readonly<Record<string, string>>): Table =>
  Object.entries(values).reduce((next, [address, value]) => answer(next, address, value), document);
