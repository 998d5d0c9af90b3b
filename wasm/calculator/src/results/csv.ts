// The lines of a result, year by year, as a table that a spreadsheet program opens.
import type { Result } from "options-appraisal/uncertainty";

// A spreadsheet program takes text that begins so for a formula; numbers come from the core and are none.
const FORMULA = /^[=+\-@\t\r]/;

function text(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
}

const HEADER = ["option", "name", "line", "label", "payer", "payee", "category", "treatment", "one_off", "price_basis", "index", "year", "cash", "real"];

export function lines({ options, years }: Result): string {
  const rows = options.flatMap(({ id, name, lines: all }) => all.flatMap((line) => years.map((year, place) => [
    ...[id, name, line.id, line.label, line.payer, line.payee, line.category, line.treatment, String(line.one_off), line.price_basis, line.index, year].map(text),
    line.cash[place] ?? "", line.real[place] ?? "",
  ].join(","))));
  // The mark in front tells a spreadsheet program that it is UTF-8.
  return `\uFEFF${[HEADER.join(","), ...rows].join("\r\n")}\r\n`;
}
