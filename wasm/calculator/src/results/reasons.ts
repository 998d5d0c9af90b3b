// Which row of the sheet a number in a table of the core is, so that it can be asked why it is what it is. A number of
// which this file does not know the row has no question beside it.
import type { Result } from "options-appraisal/uncertainty";
import type { CoreRow, CoreTable } from "./core_tables";

export interface Reason {
  readonly address: string;
  readonly year?: string;
}

export type Reasons = (table: CoreTable, row: CoreRow, column: number) => Reason | undefined;

// The rows of the comparison; `council` stands for the party whose budget it is.
const COMPARISON: Readonly<Record<string, string>> = {
  "Net cost to the council, all years": "net_cost_total.council",
  "Saving against today, all years": "saving_total.council",
  "Net present cost: council": "net_present_cost.council",
  "Net present cost: local public sector": "net_present_cost.local_public_sector",
  "Net present cost: public sector": "net_present_cost.public_sector",
  "Net present cost: society": "net_present_cost.society",
  "Equivalent annual cost: council": "equivalent_annual_cost.council",
  "Council, for an hour open": "cost_per_open_hour.council",
  "Local public sector, for an hour open": "cost_per_open_hour.local_public_sector",
  "Council, for a visit": "cost_per_visit.council",
  "Council, for an issue": "cost_per_issue.council",
};

const RESERVES = "Reserves at the end of the year: ";

/** The questions that can be asked of the tables of one result. */
export function reasonsOf(result: Result, addresses: readonly string[]): Reasons {
  const known = new Set(addresses);
  const rows: Record<string, string> = Object.fromEntries(Object.entries(COMPARISON)
    .map(([label, row]) => [label, row.replace(/\.council$/, `.${result.council}`)]));
  const byYear: Record<string, string> = { "Net cost to the council in cash, by year": `net_cost.${result.council}` };
  const first = result.options[0];
  for (const { party } of first?.reserves ?? []) {
    const caption = RESERVES + (first?.parties.find(({ id }) => id === party)?.name ?? party);
    // Two parties of one name cannot be told apart by their captions.
    byYear[caption] = caption in byYear ? "" : `reserves.${party}`;
  }

  return ({ caption }, { header, cells }, column) => {
    const option = result.options[column];
    if (option === undefined || cells[column]?.isNumber !== true) return undefined;
    const ofYear = Object.hasOwn(byYear, caption) ? byYear[caption] : undefined;
    const ofAll = Object.hasOwn(rows, header) ? rows[header] : undefined;
    const address = `options.${option.id}.${ofYear ?? ofAll ?? ""}`;
    if (!known.has(address)) return undefined;
    return ofYear === undefined ? { address } : { address, year: header };
  };
}
