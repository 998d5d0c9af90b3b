// What is wrong, as text: where, what, and what would be accepted.
import { AppraisalError } from "../appraisal.js";
import { node } from "./node.js";

/** The problems of whatever was thrown. */
export const problemsOf = (thrown) => thrown instanceof AppraisalError
  ? thrown.problems
  : [{ address: "", message: `the appraisal could not be worked out: ${thrown?.message ?? thrown}` }];

/** The nodes of a list of problems. */
export function listed(problems) {
  const items = problems.map(({ address, line, message, accepted }) => node("li", {},
    ...(address ? [node("code", {}, address)] : []),
    `${address && line ? " " : ""}${line ? `(line ${line})` : ""}${address || line ? ": " : ""}${message}`,
    ...(accepted ? [`. Accepted: ${accepted}`] : [])));
  const heading = items.length === 1 ? "There is a problem" : `There are ${items.length} problems`;
  return [node("p", {}, node("strong", {}, heading)), node("ul", {}, ...items)];
}
