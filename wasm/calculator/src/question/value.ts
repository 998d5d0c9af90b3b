// A question document as the core reads it: JSON, with decimals as texts.

export type Value = string | number | boolean | null | readonly Value[] | Table;

export interface Table {
  readonly [key: string]: Value;
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isTable = (value: Value | undefined): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value under a key of its own: `__proto__` in a file is a key like any other, and never the prototype. */
export const own = (table: Table, key: string): Value | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** What a document must have before a form can be made of it; all else is for the core to judge. */
export function isQuestion(value: Value | undefined): value is Table {
  return isTable(value) && ["question", "service", "options", "parties"].every((key) => isTable(own(value, key)));
}

/** What a question is called; it is shown as text. */
export function titleOf(question: Table): string {
  const settings = own(question, "question");
  const title = isTable(settings) ? own(settings, "title") : undefined;
  return typeof title === "string" ? title : "";
}
