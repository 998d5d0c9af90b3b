// How deep tables and lists stand inside one another. Whatever walks through a document calls itself for each level.
import { isList, isTable, type Value } from "../question/value";

/** The most levels of a document that is opened; the core reads half of them. */
const DEEPEST = 64;

export const tooDeep = (value: Value, left = DEEPEST): boolean =>
  (isTable(value) || isList(value)) && (left === 0 || Object.values(value).some((inner) => tooDeep(inner, left - 1)));
