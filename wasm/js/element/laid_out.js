// A sheet that was laid out beforehand as the element shows it: opened by the small module.
import { Sheet } from "../sheet.js";

export const open = (given) => Sheet.open(typeof given === "string" ? given : JSON.stringify(given));

/** Finds the input at an address, with its label, and its range where it has one; nothing where no row reads it. */
export function inputsOf(sheet) {
  const known = new Map(sheet.inputs.map(({ address, value, ...more }) => [address, { ...more, central: value }]));
  return (address) => known.get(address);
}

/** The first measure of the last case, the council's cost, for those who hear the page: a sheet ranks nothing. */
export function inWords(outcome) {
  const { options, cases } = outcome.table;
  const [measure] = cases.at(-1)?.measures ?? [];
  if (!measure) return "";
  return `${measure.label}: ${options.map(({ name }, place) => `${name} ${measure.values[place]}`).join(", ")}.`;
}
