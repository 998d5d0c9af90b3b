// What somebody typed, as a value of the document. It is handed on as it was typed where it is no value: the core says
// that it is wrong, and here is said in what.
import type { Value } from "../question/value";
import type { Kind, Question } from "../questions/kinds";

// People write sums as 12,500 or £12,500 or 12 500, and some programs put other blanks between the digits.
const BLANK = "[ \\u00a0\\u2009\\u202f]";
const SUM = new RegExp(`^£?\\s*(-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d{1,3}(?:${BLANK}\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?)$`);
const PERCENTAGE = /^(-?)(\d+)(?:\.(\d+))?\s*(?:%|per ?cent)$/;

/** A percentage as a share: the point moves two places, digit for digit. */
function asShare(text: string): string | undefined {
  const [, sign = "", whole = "", parts = ""] = PERCENTAGE.exec(text) ?? [];
  if (whole === "") return undefined;
  const digits = whole.padStart(3, "0");
  const [before, after] = [digits.slice(0, -2).replace(/^0+(?=\d)/, ""), `${digits.slice(-2)}${parts}`.replace(/0+$/, "")];
  return `${sign}${before}${after && `.${after}`}`;
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const NUMBERS = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$/;
const NAMED = /^(\d{1,2})(?:st|[nr]d|th)?\s+([a-z]+)\.?,?\s+(\d{4})$/i;

/** The number of a month, by its name or the beginning of it; 0 where there is none. */
const monthOf = (name: string): number => (name.length < 3 ? 0 : MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1);

const leap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysOf = (year: number, month: number): number => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** A day as the document has it; day, month and year are read in the order in which they are written in Britain. */
function asDate(text: string): string | undefined {
  const [iso, numbers, named] = [ISO.exec(text), NUMBERS.exec(text), NAMED.exec(text)];
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : numbers
      ? [Number(numbers[3]), Number(numbers[2]), Number(numbers[1])]
      : named
        ? [Number(named[3]), monthOf(named[2] ?? ""), Number(named[1])]
        : [0, 0, 0];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  const padded = (number: number, places: number): string => String(number).padStart(places, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

const asNumber = (text: string): string | undefined => SUM.exec(text)?.[1]?.replace(new RegExp(`,|${BLANK}`, "g"), "");

export function typed(kind: Kind, text: string, share = false): Value {
  const trimmed = text.trim();
  switch (kind) {
    case "number":
      return (share ? asShare(trimmed) : undefined) ?? asNumber(trimmed) ?? trimmed;
    case "whole":
      return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
    case "date":
      return asDate(trimmed) ?? trimmed;
    case "yes_no":
      return trimmed === "true" ? true : trimmed === "false" ? false : trimmed;
    case "text":
      return text;
    default:
      return trimmed;
  }
}

/** What is wrong with an answer that cannot be read at all, in words for whoever typed it; nothing where it can be. */
export function unreadable({ kind, share, accepted }: Question, text: string): { message: string; accepted?: string } | undefined {
  const value = typed(kind, text, share);
  const what = text.trim() === "" ? "Nothing is filled in" : undefined;
  switch (kind) {
    case "number":
      if (typeof value === "string" && asNumber(value) !== undefined) return undefined;
      return { message: what ?? `“${text}” is not a number; write it ${share ? "such as 0.2 or 20%" : "such as 12500, 12,500 or 1234.50"}` };
    case "whole":
      return typeof value === "number" ? undefined : { message: what ?? `“${text}” is not a whole number`, accepted: accepted ?? "a whole number" };
    case "date":
      return asDate(text.trim()) !== undefined
        ? undefined
        : { message: what ?? `“${text}” is not a date`, accepted: "a day such as 1 April 2028, 01/04/2028 or 2028-04-01" };
    default:
      return undefined;
  }
}
