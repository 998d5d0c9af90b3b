// Who is first: read off the comparison of the core, whose places and ties they are.
import { isFirst } from "../first_place";
import type { CoreTable } from "./core_tables";
import { amount } from "./quantity";

const PLACE = "Place by net present cost to the council";
const COST = "Net present cost: council";

export interface Leader {
  readonly name: string;
  readonly cost: string;
}

/** The options in the first place: several where they share it. */
export function leaders({ columns, rows }: CoreTable): readonly Leader[] {
  const cells = (header: string) => rows.find((row) => row.header === header)?.cells ?? [];
  const costs = cells(COST);
  return cells(PLACE).flatMap(({ text }, column) =>
    isFirst(text)
      ? [{ name: columns[column] ?? "", cost: amount(costs[column]?.text ?? "", "£") }]
      : []);
}

/** The same in one sentence. */
export function inWords(first: readonly Leader[], council: string): string {
  const [one, ...others] = first;
  if (one === undefined) return "";
  const names = [one, ...others].map(({ name }) => name);
  const last = names.pop() ?? "";
  return others.length === 0
    ? `First by net present cost to ${council}: ${one.name}, at ${one.cost}.`
    : `First by net present cost to ${council}, together: ${names.join(", ")} and ${last}, at ${one.cost}.`;
}
