// Which row of the sheet a number in a table of the core is, so that it can be asked why it is what it is. A number of
// which this file does not know the row has no question beside it.
import type { Result } from "options-appraisal/uncertainty";
import { BY_YEAR, rowsOf } from "../../../js/element/rows.js";
import type { CoreRow, CoreTable } from "./core_tables";

export interface Reason {
  readonly address: string;
  readonly year?: string;
}

export type Reasons = (table: CoreTable, row: CoreRow, column: number) => Reason | undefined;

const RESERVES = "Reserves at the end of the year: ";

/** The questions that can be asked of the tables of one result. */
export function reasonsOf(result: Result, addresses: readonly string[]): Reasons {
  const known = new Set(addresses);
  const rows = rowsOf(result.council);
  const byYear: Record<string, string> = { [BY_YEAR]: `net_cost.${result.council}` };
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
    const address = `options.${option.id}.${ofYear ?? rows.get(header) ?? ""}`;
    if (!known.has(address)) return undefined;
    return ofYear === undefined ? { address } : { address, year: header };
  };
}
