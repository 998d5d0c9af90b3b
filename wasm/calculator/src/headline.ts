// The result in one sentence, for where there is no room for a table.
import type { Result } from "options-appraisal";

/** Who costs the council least, by the places that the core gave. */
export function headline({ options }: Pick<Result, "options">): string {
  const first = options.filter(({ rank }) => rank === "1" || rank === "1=").map(({ name }) => name);
  return `Lowest net present cost to the council: ${first.join(" and ")}.`;
}
