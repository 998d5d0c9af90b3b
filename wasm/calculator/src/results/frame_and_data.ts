// A specification of a picture is taken apart into its frame (marks, scales, axes) and its data. While the frame stays the
// same, a picture that was drawn takes the new data, and nothing is compiled.

export type Rows = readonly object[];

export interface Framed {
  /** The specification with names in the place of data; two pictures with the same frame are drawn alike. */
  readonly frame: string;
  readonly data: ReadonlyMap<string, Rows>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function framed(spec: Readonly<Record<string, unknown>>): Framed {
  const names = new Map<string, string>();
  const data = new Map<string, Rows>();
  const named = (values: Rows): string => {
    const text = JSON.stringify(values);
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `rows_${names.size}`;
    names.set(text, name);
    data.set(name, values);
    return name;
  };
  const frame = JSON.stringify(spec, (key: string, value: unknown) => {
    // The description is told by the page, and its words change with the numbers.
    if (key === "description") return undefined;
    if (key === "data" && isObject(value) && Array.isArray(value["values"])) return { name: named(value["values"] as Rows) };
    return value;
  });
  return { frame, data };
}

/** The whole specification again, with its data apart. */
export const joined = ({ frame, data }: Framed): Record<string, unknown> =>
  ({ ...(JSON.parse(frame) as Record<string, unknown>), datasets: Object.fromEntries(data) });
