// The result in one sentence, for where there is no room for a table.
import type { Result } from "options-appraisal";
import { isFirst } from "./first_place";

/** Who costs the council least, by the places that the core gave. */
export function headline({ options }: Pick<Result, "options">): string {
  const first = options.filter(({ rank }) => isFirst(rank)).map(({ name }) => name);
  return `Lowest net present cost to the council: ${first.join(" and ")}.`;
}
