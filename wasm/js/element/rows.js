// The HTML of the core has no addresses. By the words that it gives the rows of its comparison, these are the rows of the
// sheet, below an option: the measure, and whose it is; `council` stands for the party whose budget it is.
const ROWS = {
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

/** The caption of the table of the council's net cost, whose rows are years. */
export const BY_YEAR = "Net cost to the council in cash, by year";

/** The rows of the sheet by the words of the comparison, for the council with this id. */
export const rowsOf = (council) => new Map(Object.entries(ROWS)
  .map(([label, row]) => [label, row.replace(/\.council$/, () => `.${council}`)]));
