// A sum that is stated once, for every year alike, or year by year: in a list, or by the years' names.
import { read, remove, write } from "./address";
import { isList, isTable, type Table, type Value } from "./value";

/** Whether a key names a financial year, as in `2027/28`. */
export const isYear = (key: string): boolean => /^\d{4}\/\d{2}$/.test(key);

const first = (value: Value | undefined): Value | undefined => {
  if (isList(value)) return value[0];
  if (!isTable(value)) return undefined;
  const [year] = Object.keys(value).filter(isYear).sort();
  return year === undefined ? undefined : value[year];
};

/** One sum becomes that of the first year, and other years can follow it. */
export function byYear(document: Table, address: string): Table {
  const value = read(document, address);
  return isList(value) ? document : write(document, address, [value === undefined || value === "" ? "0" : value]);
}

/** The sum of the first year becomes that of every year. */
export function asOneSum(document: Table, address: string): Table {
  const value = first(read(document, address));
  return value === undefined ? remove(document, address) : write(document, address, value);
}

/** One year more, which begins as the last one is: a sum that goes on. */
export function lengthened(document: Table, address: string): Table {
  const years = read(document, address);
  const last = isList(years) ? years.at(-1) : undefined;
  return !isList(years) || last === undefined ? document : write(document, `${address}.${years.length + 1}`, last);
}

/** Without the last year; without the sum, where that was the only one. */
export function shortened(document: Table, address: string): Table {
  const years = read(document, address);
  if (!isList(years)) return document;
  return remove(document, years.length > 1 ? `${address}.${years.length}` : address);
}
