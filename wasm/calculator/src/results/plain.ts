// Sentences of the core in the words of the page: inputs by what they are called, not by their addresses.

const LETTERS = /[^\p{L}\p{N}_.]/u;

/** The sentence with inputs by their labels, and how far something is from its range said before it is counted. */
export function inPlain(sentence: string, labels: ReadonlyMap<string, string>): string {
  const words = sentence.split(/(?<=[\s,;:(])|(?=[\s,;:)])/u).map((word) => {
    const [, address = word, end = ""] = /^(.*?)(\.?)$/.exec(word) ?? [];
    const label = LETTERS.test(address) ? undefined : labels.get(address);
    return label === undefined ? word : `“${label}”${end}`;
  });
  return words.join("").replace(/, ([\d,.]*\d) ranges away/, ", outside it ($1 times as far from what is assumed as the end of the range is)");
}
