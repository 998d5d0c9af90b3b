// The lines of a result, year by year, as a table that a spreadsheet program opens.
import type { Result } from "options-appraisal/uncertainty";

// A spreadsheet program takes text that begins so for a formula; numbers come from the core and are none.
const FORMULA = /^[=+\-@\t\r]/;

function text(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
}

const HEADER = [
  "option", "name", "line", "label", "payer", "payee", "category", "treatment", "one_off", "price_basis", "index", "year",
  "cash", "real",
];

export function lines({ options, years }: Result): string {
  const rows = options.flatMap((option) => option.lines.flatMap((line) => {
    const { id, label, payer, payee, category, treatment, one_off: oneOff, price_basis: basis, index, cash, real } = line;
    const words = [option.id, option.name, id, label, payer, payee, category, treatment, String(oneOff), basis, index];
    return years.map((year, place) =>
      [...words.map(text), year, cash[place] ?? "", real[place] ?? ""].join(","));
  }));
  // The mark in front tells a spreadsheet program that it is UTF-8.
  return `\uFEFF${[HEADER.join(","), ...rows].join("\r\n")}\r\n`;
}
