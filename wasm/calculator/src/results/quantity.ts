// A value of an input with its unit, as one says it.

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });
const pounds = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 2 });
const signed = (text: string, sign: string): string => (text.startsWith("-") ? `-${sign}${text.slice(1)}` : sign + text);

/** A number that the core has written, with its unit. */
export const amount = (written: string, unit: string): string =>
  unit.startsWith("£") ? `${signed(written, "£")}${unit.slice(1)}` : `${written} ${unit}`.trimEnd();

export function quantity(value: string, unit: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (unit === "share") return percent.format(number);
  if (unit === "a year") return `${percent.format(number)} a year`;
  return amount((unit.startsWith("£") ? pounds : plain).format(number), unit === "count" ? "" : unit);
}

/** A share of draws. */
export const share = (value: number): string => percent.format(value);
