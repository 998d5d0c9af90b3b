// Decimal text on a grid: a slider stands on values that are exact, so that the one it began with can be found again.

import { typed as typedInForm } from "../form/typed";

/** A decimal as a whole number of units of its last place. */
interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

export const isDecimal = (text: string): boolean => DECIMAL.test(text);

function scaled(text: string): Scaled {
  const [, sign = "", whole = "0", fraction = ""] = DECIMAL.exec(text) ?? [];
  return { units: BigInt(`${sign}${whole}${fraction}`), places: fraction.length };
}

function written(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const cut = digits.length - places;
  const fraction = digits.slice(cut).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, cut)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The shortest text of a decimal; other text as it is. */
export function shortest(text: string): string {
  if (!isDecimal(text)) return text;
  const { units, places } = scaled(text);
  return written(units, places);
}

export const isNothing = (text: string): boolean => /^-?0+(?:\.0*)?$/.test(text);

/** A decimal with commas between thousands; its places are those that it has. */
export const grouped = (text: string): string =>
  isDecimal(text) ? text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",")) : text;

export interface Grid {
  readonly low: string;
  readonly central: string;
  readonly high: string;
  readonly step: string;
}

const STEPS = { fewest: 40n, most: 400n };
const SIZES = [5n, 2n, 1n];

/**
 * Round steps between two values, on which the value in the middle lies. Where no round step meets both ends as well, the
 * grid ends just inside them. `whole` is for what can only be counted.
 */
export function grid(low: string, central: string, high: string, whole = false): Grid | undefined {
  if (![low, central, high].every(isDecimal)) return undefined;
  const ends = [low, central, high].map(scaled);
  // Finer than the finest of the three, for a range of a few units of its last place.
  const places = Math.max(...ends.map((end) => end.places)) + 3;
  const [from = 0n, middle = 0n, to = 0n] = ends.map((end) => end.units * 10n ** BigInt(places - end.places));
  const span = to - from;
  if (span <= 0n || middle < from || middle > to) return undefined;

  const one = 10n ** BigInt(places);
  const sizes: bigint[] = [];
  for (let power = BigInt(span.toString().length); power >= 0n; power -= 1n) {
    sizes.push(...SIZES.map((size) => size * 10n ** power));
  }
  const allowed = sizes.filter((size) => !whole || size % one === 0n);
  const few = allowed.filter((size) => span / size >= STEPS.fewest);
  const meets = (size: bigint) => (middle - from) % size === 0n && (to - middle) % size === 0n;
  const step = few.find((size) => meets(size) && span / size <= STEPS.most)
    ?? few[0]
    ?? allowed.filter(meets).at(-1)
    ?? allowed.at(-1);
  if (step === undefined) return undefined;
  return {
    low: written(middle - ((middle - from) / step) * step, places),
    central: written(middle, places),
    high: written(middle + ((to - middle) / step) * step, places),
    step: written(step, places),
  };
}

/** What somebody types, as a decimal where it is one: read as the fields of the form read it, so that both refuse the same. */
export const typed = (text: string): string =>
  String(typedInForm("number", text.trim().replace(/^\+/, "").replace(/^(-?)\./, "$10.")));
