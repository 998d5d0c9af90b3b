// The inputs that a reader may try other values of: a slider and a box for each.
import { node } from "./node.js";

const NUMBER = /^[-+]?\d+(\.\d+)?$/;
const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;

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

/** The number at an address, with its range where it has one; nothing where the question states no number there. */
function stated(question, address) {
  const found = at(question, address.split("."));
  const estimate = typeof found === "object" && found !== null ? found : { central: found };
  return NUMBER.test(String(estimate.central)) ? estimate : undefined;
}

/** The text of the number that a question states at an address. */
export const valueAt = (question, address) => String(stated(question, address)?.central ?? "");

/**
 * The inputs that the attribute `inputs` names, as a question has them: addresses, each with a range of its own where it
 * says one, `service.usage.weeks=40..52`; and all that is wrong with the names.
 */
export function inputsNamed(attribute, question) {
  const problems = [];
  const inputs = [...new Set(attribute.split(/[\s,]+/).filter(Boolean))].flatMap((word) => {
    const [address, range] = word.split(/=(.*)/s);
    const number = stated(question, address);
    const [, low, high] = RANGE.exec(range ?? "") ?? [];
    if (!number) {
      problems.push({
        address, message: "the attribute inputs names no number that the question states",
        accepted: "the address of such a number, as service.premises.energy",
      });
    }
    if (range !== undefined && low === undefined) {
      problems.push({
        address, message: `the range "${range}" of the attribute inputs cannot be read`,
        accepted: `two numbers: ${address}=0..100`,
      });
    }
    return number ? [{ address, value: String(number.central), low: low ?? number.low, high: high ?? number.high }] : [];
  });
  return { inputs, problems };
}

// `service.income.room_hire.amount` is "Room hire: amount", unless the page says something better.
function labelOf(address) {
  const text = address.split(".").slice(-2).join(": ").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Where a slider goes: from end to end of the range, or from nothing to twice the value, in some hundred steps of a power
// of ten. This is geometry: where it stands goes to the core as text.
function track({ value, low, high }) {
  const ends = low !== undefined && high !== undefined ? [low, high].map(Number) : [0, 2 * Number(value)];
  const [min, max] = ends.sort((a, b) => a - b);
  if (!(max > min)) return undefined;
  const power = Math.floor(Math.log10(max - min)) - 2;
  return { min, max, step: power < 0 ? (10 ** power).toFixed(-power) : 10 ** power };
}

/** The slider and the box of an input. `onInput` is told of each new value, as text. */
export function control(input, place, onInput) {
  const id = `input-${place}`;
  const label = node("label", { for: id, id: `${id}-label` }, node("slot", { name: input.address }, labelOf(input.address)));
  const box = node("input", { type: "number", part: "box", id, step: "any", inputmode: "decimal", autocomplete: "off" });
  const along = track(input);
  const slider = along && node("input", { type: "range", part: "slider", "aria-labelledby": label.id, ...along });
  const told = (from, to) => from.addEventListener("input", () => {
    if (to && from.value !== "") to.value = from.value;
    onInput(input.address, from.value);
  });
  told(box, slider);
  if (slider) told(slider, box);
  const control = {
    address: input.address,
    element: node("div", { class: "input", part: "input" }, label, ...(slider ? [slider] : []), box),
    set(value) {
      box.value = value;
      if (slider) slider.value = value;
    },
    mark(wrong) {
      box.setAttribute("aria-invalid", String(wrong));
      if (wrong) box.setAttribute("aria-describedby", "problems");
      else box.removeAttribute("aria-describedby");
    },
  };
  control.set(input.value);
  return control;
}
