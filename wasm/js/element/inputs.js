// The inputs that a reader may try other values of: a slider and a box for each.
import { node } from "./node.js";

const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;

/**
 * The inputs that the attribute `inputs` names, as `inputOf` finds them by their addresses, each with a range of its own
 * where it says one, `service.usage.weeks=40..52`; and all that is wrong with the names.
 */
export function inputsNamed(attribute, inputOf) {
  const problems = [];
  const inputs = [...new Set(attribute.split(/[\s,]+/).filter(Boolean))].flatMap((word) => {
    const [address, range] = word.split(/=(.*)/s);
    const number = inputOf(address);
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
    if (!number) return [];
    const { central, label } = number;
    return [{ address, label, value: String(central), low: low ?? number.low, high: high ?? number.high }];
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
  const label = node("label", { for: id, id: `${id}-label` }, node("slot", { name: input.address }, input.label ?? labelOf(input.address)));
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
