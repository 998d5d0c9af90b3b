// An answer to one plain question, as it stands in a document: a value, or the central value of an estimate.
import { read, remove, write } from "./address";
import { isYear } from "./schedule";
import { isList, isTable, own, type Table, type Value } from "./value";

/** What the source of an estimate says once somebody has put in a value of their own. */
export const OWN_SOURCE = "entered in the calculator";

const ENDS = ["low", "high"] as const;

/** What is said of a range, beside its ends. */
const OF_RANGE = new Set<string>([...ENDS, "shape", "range"]);

export const isEstimate = (value: Value | undefined): value is Table => isTable(value) && Object.hasOwn(value, "central");

export const central = (value: Value | undefined): Value | undefined => (isEstimate(value) ? own(value, "central") : value);

// Whole numbers of a file are numbers, and what is typed is a text.
const same = (before: Value | undefined, value: Value): boolean =>
  before === value || (typeof before === "number" && typeof value === "string" && String(before) === value);

const madeUp = (estimate: Table): boolean => /\billustrative\b/i.test(String(own(estimate, "source") ?? ""));

const ranged = (estimate: Table): boolean => ENDS.some((end) => Object.hasOwn(estimate, end));

const unranged = (estimate: Table): Table => Object.fromEntries(Object.entries(estimate).filter(([key]) => !OF_RANGE.has(key)));

/** An estimate with a value of one's own: where it says where it comes from, it says that of the new one. */
export const restated = (estimate: Table, value: Value): Table =>
  ({ ...estimate, central: value, ...(Object.hasOwn(estimate, "source") && { source: OWN_SOURCE }) });

/** An address in its last step, and what is at all before it. */
function around(document: Table, address: string): { whole: string; last: string; value: Value | undefined } {
  const dot = address.lastIndexOf(".");
  const whole = address.slice(0, Math.max(dot, 0));
  return { whole, last: address.slice(dot + 1), value: read(document, whole) };
}

const isEnd = (key: string): boolean => ENDS.some((end) => end === key);

/**
 * The document with an answer. The source of the value that was there is not the source of the new one, and a range that was
 * made up goes with the value that it was made up for. Where one end of a range is stated, the value itself is the other.
 */
export function answer(document: Table, address: string, value: Value): Table {
  const { whole, last, value: estimate } = around(document, address);
  if (isEstimate(estimate) && isEnd(last)) {
    if (same(own(estimate, last), value)) return document;
    const middle = own(estimate, "central") ?? "";
    return write(document, whole, { ...estimate, low: own(estimate, "low") ?? middle, high: own(estimate, "high") ?? middle, [last]: value });
  }
  const before = read(document, address);
  if (same(central(before), value)) return document;
  if (!isEstimate(before)) return write(document, address, value);
  return write(document, address, restated(madeUp(before) ? unranged(before) : before, value));
}

/**
 * The document without an answer: the core then takes its default, or says that it is missing. One year of a sum by year is
 * nought instead, so that the years after it stay where they are; a range goes with either of its ends.
 */
export function withdraw(document: Table, address: string): Table {
  const { whole, last, value } = around(document, address);
  if (isEstimate(value) && isEnd(last)) return ranged(value) ? write(document, whole, unranged(value)) : document;
  if (isList(value) || (isTable(value) && isYear(last))) return answer(document, address, "0");
  return remove(document, address);
}
