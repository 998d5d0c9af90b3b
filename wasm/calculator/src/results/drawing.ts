// Draws with Vega. It is large, and loaded once the first table is there. Expressions are interpreted, so that a page whose
// policy forbids eval draws too; nothing is fetched. Drawings are SVG: sharp at any zoom, and as wide as their place is.
import { Error as errorsOnly, View, parse, type Loader, type Spec } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Rows } from "./frame_and_data";

const refuse = (): Promise<never> => Promise.reject(new Error("a picture fetches nothing"));
const loader: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

function view(spec: Readonly<Record<string, unknown>>, settings: { readonly container?: HTMLElement }): View {
  const compiled = compile(spec as unknown as TopLevelSpec).spec as Spec;
  return new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter, loader, logLevel: errorsOnly, renderer: settings.container ? "svg" : "none", ...settings,
  });
}

/** A picture on the page that takes new data. */
export interface Drawn {
  take(data: ReadonlyMap<string, Rows>): void;
  end(): void;
}

export function draw(spec: Readonly<Record<string, unknown>>, container: HTMLElement): Drawn {
  const live = view(spec, { container });
  live.run();
  // What there is to see is told by the place that it stands in, not mark by mark.
  container.firstElementChild?.setAttribute("aria-hidden", "true");
  return {
    take(data) {
      for (const [name, rows] of data) live.data(name, [...rows]);
      live.run();
    },
    end: () => { live.finalize(); },
  };
}

/** A picture as the text of an SVG. */
export async function svg(spec: Readonly<Record<string, unknown>>): Promise<string> {
  const still = view(spec, {});
  try {
    return await still.toSVG();
  } finally {
    still.finalize();
  }
}
