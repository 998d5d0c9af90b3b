// The measures by which the sliders can be chosen: of one option, and what it is called.
import type { Result } from "options-appraisal/uncertainty";
import { isFirst } from "../first_place";

export interface MeasureChoice {
  /** The address below the option: `net_present_saving.kcc`. */
  readonly row: string;
  readonly label: string;
}

export const measures = ({ council }: Result): readonly MeasureChoice[] => [
  { row: `net_present_saving.${council}`, label: "Saving of the council against today, present value" },
  { row: `saving_total.${council}`, label: "Saving of the council against today, in cash, all years" },
  { row: `net_present_cost.${council}`, label: "Net present cost to the council" },
  { row: "net_present_cost.society", label: "Net present cost to society" },
];

/** The option whose sliders come first: the one that is first by its place, today's only where there is no other. */
export function leading({ options, today }: Result): string {
  const place = ({ rank }: Result["options"][number]) => Number.parseInt(rank, 10);
  const byPlace = [...options].sort((one, other) => place(one) - place(other));
  return (byPlace.find(({ id }) => id !== today) ?? byPlace[0])?.id ?? today;
}

/** What the sliders are picked by at first: the saving against today, or the cost where there is nothing but today. */
export function preferredMeasure(result: Result): string {
  const row = leading(result) === result.today ? "net_present_cost" : "net_present_saving";
  return `${row}.${result.council}`;
}

/** The option that is ahead of all others, today's too. */
export function ahead({ options }: Result): string {
  return options.find(({ rank }) => isFirst(rank))?.id ?? options[0]?.id ?? "";
}
