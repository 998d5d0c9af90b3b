/** The caption of the table of the council's net cost, whose rows are years. */
export const BY_YEAR: string;

/** The rows of the sheet, below an option, by the words of the comparison, for the council with this id. */
export function rowsOf(council: string): ReadonlyMap<string, string>;
