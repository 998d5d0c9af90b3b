// What somebody typed, as a value of the document. It is handed on as it was typed where it is no value: the core says
// what is wrong with it.
import type { Value } from "../question/value";
import type { Kind } from "../questions/kinds";

// People write sums as 12,500 or £12,500.
const SUM = /^£?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)$/;

export function typed(kind: Kind, text: string): Value {
  const trimmed = text.trim();
  switch (kind) {
    case "number":
      return SUM.exec(trimmed)?.[1]?.replaceAll(",", "") ?? trimmed;
    case "whole":
      return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
    case "yes_no":
      return trimmed === "true" ? true : trimmed === "false" ? false : trimmed;
    case "text":
      return text;
    default:
      return trimmed;
  }
}
