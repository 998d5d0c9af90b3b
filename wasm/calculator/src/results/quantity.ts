// A value of an input with its unit, as one says it.

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });
const pounds = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 2 });
const signed = (text: string, sign: string): string => (text.startsWith("-") ? `-${sign}${text.slice(1)}` : sign + text);

export function quantity(value: string, unit: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (unit === "share") return percent.format(number);
  if (unit === "a year") return `${percent.format(number)} a year`;
  if (unit.startsWith("£")) return `${signed(pounds.format(number), "£")}${unit.slice(1)}`;
  return unit === "" || unit === "count" ? plain.format(number) : `${plain.format(number)} ${unit}`;
}

/** A share of draws. */
export const share = (value: number): string => percent.format(value);
