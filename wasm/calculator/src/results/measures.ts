// The measures by which the sliders can be chosen: of one option, and what it is called.
import type { Result } from "options-appraisal/uncertainty";
import { isFirst } from "../first_place";
import { isNothing } from "./decimals";

export interface MeasureChoice {
  /** The address below the option: `net_present_saving.kcc`. */
  readonly row: string;
  readonly label: string;
}

/** The measures that an option has, by the addresses of what it comes to. */
export function measures(result: Result, option: string, addresses: readonly string[]): readonly MeasureChoice[] {
  const has = new Set(addresses);
  return [...ofCouncil(result), ...ofTakers(result, option)]
    .filter(({ row }) => has.has(`options.${option}.${row.replace(/@.*$/, "")}`));
}

// Of those who would take the library over: what is added to a bill in the last year, and what is left for them to pay.
function ofTakers({ council, options, years }: Result, option: string): readonly MeasureChoice[] {
  const of = options.find(({ id }) => id === option);
  if (of === undefined) return [];
  const named = (party: string) => of.parties.find(({ id }) => id === party)?.name ?? party;
  const last = years.at(-1) ?? "";
  return [
    ...of.precepts.filter(({ band_d: added }) => !added.every(isNothing)).map(({ party }) => ({
      row: `precept.${party}.band_d@${last}`, label: `${named(party)}: added to a Band D bill in ${last}`,
    })),
    ...of.views.filter(({ id, economic }) => id !== council && of.reserves.some(({ party }) => party === id) && !isNothing(economic.net_present_cost))
      .map(({ id, name }) => ({ row: `net_present_cost.${id}`, label: `Net present cost to ${name}` })),
  ];
}

const ofCouncil = ({ council }: Result): readonly MeasureChoice[] => [
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
