// What an option means for a party that would take the library over and raise a precept for it: read off the result, nothing is
// worked out here.
import type { Result } from "options-appraisal";
import type { CoreTable, Reason } from "./core_tables";
import { isNothing } from "./decimals";
import { amount } from "./quantity";

/** Words with numbers in them, each of which can be asked why it is what it is. */
export type Sentence = readonly (string | { readonly text: string; readonly what: string; readonly reason: Reason })[];

export interface Taker {
  readonly id: string;
  readonly name: string;
  /** For each option in which it raises a precept. */
  readonly options: readonly { readonly name: string; readonly sentences: readonly Sentence[] }[];
  readonly table: CoreTable;
}

type Option = Result["options"][number];

/** How the core writes a number of its sheet. */
export type Written = (reason: Reason, value: string) => string;

const row = (option: Option, what: string): string => `options.${option.id}.${what}`;

function sentences(option: Option, party: string, years: readonly string[], written: Written): readonly Sentence[] {
  const number = (what: string, name: string, values: readonly string[], place: number) => {
    const year = years[place] ?? "";
    const reason = { address: row(option, what), year };
    return { text: amount(written(reason, values[place] ?? ""), "£"), what: `${name}, ${option.name}, ${year}`, reason };
  };
  const bands = option.precepts.find((precept) => precept.party === party)?.band_d ?? [];
  const band = (place: number) => number(`precept.${party}.band_d`, "Added to a Band D bill", bands, place);
  const last = years.length - 1;
  const bill: Sentence = bands.every(isNothing)
    ? ["Nothing is added to a Band D bill in any year."]
    : ["Added to a Band D bill: ", band(0), ` in ${years[0] ?? ""}, `, band(last), ` in ${years[last] ?? ""}.`];

  const held = option.reserves.find((reserve) => reserve.party === party);
  const short = years.indexOf(held?.first_insolvent_year ?? "");
  const reserves: readonly Sentence[] = held === undefined ? [] : [short < 0
    ? ["Its reserves do not fall below nought in any year."]
    : [`Its reserves fall below nought for the first time in ${years[short] ?? ""}: `, number(`reserves.${party}`, "Reserves", held.reserves, short), "."]];

  const paying = option.parties.find(({ id }) => id === party);
  const worst = years.indexOf(paying?.worst_year ?? "");
  const most = paying?.pays[worst] ?? "";
  const year: readonly Sentence[] = paying === undefined ? [] : [isNothing(most) || most.startsWith("-")
    ? ["In no year does it pay more than it is paid, its precept included."]
    : [`Its worst year is ${paying.worst_year}, in which it pays, net of what it is paid: `, number(`pays.${party}`, "Pays, net", paying.pays, worst), "."]];
  return [bill, ...reserves, ...year];
}

function table(of: readonly Option[], party: string, years: readonly string[], written: Written): CoreTable {
  const columns = of.flatMap((option) => {
    const bands = option.precepts.find((precept) => precept.party === party)?.band_d ?? [];
    const held = option.reserves.find((reserve) => reserve.party === party);
    return [
      { name: `${option.name}: added to a Band D bill, £`, address: row(option, `precept.${party}.band_d`), values: bands },
      ...(held === undefined ? [] : [{ name: `${option.name}: reserves at the end of the year, £`, address: row(option, `reserves.${party}`), values: held.reserves }]),
    ];
  });
  return {
    caption: "By year, in cash",
    columns: columns.map(({ name }) => name),
    rows: years.map((year, place) => ({
      header: year,
      cells: columns.map(({ address, values }) => {
        const reason = { address, year };
        return { text: written(reason, values[place] ?? ""), below: "", isNumber: true, reason };
      }),
    })),
  };
}

/** The parties that raise a precept in an option, in the order of the options. */
export function takers({ options, years }: Pick<Result, "options" | "years">, written: Written): readonly Taker[] {
  const parties = new Set(options.flatMap(({ precepts }) => precepts.map(({ party }) => party)));
  return [...parties].map((id) => {
    const raising = options.filter(({ precepts }) => precepts.some(({ party }) => party === id));
    const name = raising.flatMap(({ parties: all }) => all).find((party) => party.id === id)?.name ?? id;
    return {
      id, name,
      options: raising.map((option) => ({ name: option.name, sentences: sentences(option, id, years, written) })),
      table: table(raising, id, years, written),
    };
  });
}
