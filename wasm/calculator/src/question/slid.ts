// A question in which sliders have set values, and the same question without them. An input that a slider has set is certain;
// the question without them still has its range and its source, and takes every other answer over that is given meanwhile.
import { read, write } from "./address";
import { isEstimate, OWN_SOURCE, restated } from "./answer";
import { isList, isTable, own, type Table, type Value } from "./value";

export type Values = Readonly<Record<string, string>>;

export interface Slid {
  /** The question without what sliders have set. */
  readonly base: Table;
  /** What they have set, by the addresses of the inputs. */
  readonly values: Values;
}

/** The question says of what a slider has set where it comes from. */
export const sourced = (question: Table, addresses: readonly string[]): Table =>
  addresses.reduce((next, address) => {
    const value = read(next, address);
    return isEstimate(value) && Object.hasOwn(value, "source") ? write(next, `${address}.source`, OWN_SOURCE) : next;
  }, question);

/** The values, set as certain without the core: for a question that is not complete as it stands. */
export const setIn = (question: Table, values: Values): Table =>
  Object.entries(values).reduce((next, [address, value]) => {
    const before = read(next, address);
    if (before === undefined) return next;
    if (!isEstimate(before)) return write(next, address, value);
    const { low: _, high: __, ...rest } = before;
    return write(next, address, restated(rest, value));
  }, question);

function same(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) return one.length === other.length && one.every((item, place) => same(item, other[place]));
  if (!isTable(one) || !isTable(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(own(one, key), own(other, key)));
}

// What `to` has changed of `from`, changed in `base`. An estimate is one thing: who gives it another value gives all of it.
function changed(base: Value | undefined, from: Value | undefined, to: Value | undefined): Value | undefined {
  if (same(from, to)) return base;
  if (isTable(base) && isTable(from) && isTable(to) && ![base, from, to].some(isEstimate)) {
    const keys = new Set([...Object.keys(to), ...Object.keys(base)]);
    return Object.fromEntries([...keys].flatMap((key) => {
      const value = changed(own(base, key), own(from, key), own(to, key));
      return value === undefined ? [] : [[key, value]];
    }));
  }
  if (isList(base) && isList(from) && isList(to) && base.length === from.length && from.length === to.length) {
    return to.map((item, place) => changed(base[place], from[place], item) ?? item);
  }
  return to;
}

/** The same after another answer turned `before` into `after`; nothing where that answer took the place of all that was set. */
export function after({ base, values }: Slid, before: Table, after: Table): Slid | undefined {
  const kept = Object.entries(values).filter(([address]) => same(read(before, address), read(after, address)));
  if (kept.length === 0) return undefined;
  return { base: changed(base, before, after) as Table, values: Object.fromEntries(kept) };
}
