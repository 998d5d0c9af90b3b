// Values of a document by the addresses that the core uses in its messages: `service.premises.energy`,
// `options.community.grant.2` (places of a list count from 1), `projections.pay.spine.growth` (a key may have dots).
import { isList, isTable, own, type Table, type Value } from "./value";

/** Keys of tables and places of lists, counted from 0. */
export type Path = readonly (string | number)[];

function steps(document: Table, address: string): Path {
  const words = address.split(".");
  const path: (string | number)[] = [];
  let here: Value | undefined = document;
  for (let at = 0; at < words.length; ) {
    if (isList(here)) {
      const place: number = Number(words[at]) - 1;
      path.push(place);
      here = here[place];
      at += 1;
      continue;
    }
    // The longest key that is there; the first word alone where none is.
    const table: Table = isTable(here) ? here : {};
    let end = words.length;
    while (end > at + 1 && !Object.hasOwn(table, words.slice(at, end).join("."))) end -= 1;
    const key = words.slice(at, end).join(".");
    path.push(key);
    here = own(table, key);
    at = end;
  }
  return path;
}

/** The value at a path, or nothing. */
export function at(document: Table, path: Path): Value | undefined {
  let here: Value | undefined = document;
  for (const step of path) {
    if (typeof step === "number") here = isList(here) ? here[step] : undefined;
    else here = isTable(here) ? own(here, step) : undefined;
  }
  return here;
}

function changed(here: Value | undefined, path: Path, value: Value | undefined): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = isList(here) ? [...here] : [];
    const item = changed(list[step], rest, value);
    if (item === undefined) list.splice(step, 1);
    else list[step] = item;
    return list;
  }
  const table = isTable(here) ? here : {};
  const entry = changed(own(table, step), rest, value);
  if (entry !== undefined) return { ...table, [step]: entry };
  return Object.fromEntries(Object.entries(table).filter(([key]) => key !== step));
}

/** The document with another value at a path; tables on the way to it are made. */
export const put = (document: Table, path: Path, value: Value): Table => changed(document, path, value) as Table;

/** The document without what is at a path. */
export const without = (document: Table, path: Path): Table =>
  at(document, path) === undefined ? document : (changed(document, path, undefined) as Table);

export const read = (document: Table, address: string): Value | undefined => at(document, steps(document, address));

export const write = (document: Table, address: string, value: Value): Table => put(document, steps(document, address), value);

export const remove = (document: Table, address: string): Table => without(document, steps(document, address));
