// Tables on the terminal: the first column is words, the others are figures.
export function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join("  "))
    .join("\n");
}

export const ms = (time) => (time < 10 ? time.toFixed(2) : time.toFixed(1));
export const times = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));
