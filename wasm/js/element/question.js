// A question as the element shows it: read by the module that reads any question.
import { Appraisal } from "../index.js";

const NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** The value at an address of a question. A key may itself have dots in it; places of a list count from 1. */
function at(value, path) {
  if (path.length === 0) return value;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return at(value[Number(path[0]) - 1], path.slice(1));
  for (let words = 1; words <= path.length; words += 1) {
    const key = path.slice(0, words).join(".");
    if (Object.hasOwn(value, key)) return at(value[key], path.slice(words));
  }
  return undefined;
}

export const open = (given) => (typeof given === "string" ? Appraisal.load(given) : Appraisal.fromObject(given));

/** Finds the number at an address, with its range where it has one; nothing where the question states no number there. */
export function inputsOf(appraisal) {
  const question = appraisal.toQuestion();
  return (address) => {
    const found = at(question, address.split("."));
    const estimate = typeof found === "object" && found !== null ? found : { central: found };
    return NUMBER.test(String(estimate.central)) ? estimate : undefined;
  };
}

/** Who comes first, for those who hear the page. */
export function inWords(outcome) {
  const first = outcome.toObject().options.filter(({ rank }) => parseInt(rank, 10) === 1).map(({ name }) => name);
  return `First by net present cost to the council: ${first.join(", ")}.`;
}
