// The question that the page begins with, read by the core when the page is built: as an object for the form, and as the
// table of its results in the page itself, so that there is a result before any module has come.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

import { Appraisal } from "../../js/uncertainty.js";
import { headline } from "../src/headline";
import { only } from "../src/question/options";
import type { Table } from "../src/question/value";

const FILE = new URL("../src/templates/library.toml", import.meta.url).pathname;
const STARTING = ["council", "community", "parish"];
const [NAME, RESOLVED] = ["virtual:template", "\0virtual:template"];
const [PLACE, HEADLINE] = ["<!--first-result-->", "<!--headline-->"];

function template(): { offers: Table; start: Table } {
  const offers = Appraisal.load(readFileSync(FILE, "utf8")).toQuestion() as Table;
  return { offers, start: only(offers, STARTING) };
}

const last = (all: readonly number[]): number | undefined => all[all.length - 1];

/** Numbers in words: those that follow one another as a range. */
function inWords(numbers: readonly number[]): string {
  const runs = numbers.reduce<number[][]>((all, number) => {
    const run = all[all.length - 1];
    if (run && last(run) === number - 1) run.push(number);
    else all.push([number]);
    return all;
  }, []);
  const words = runs.flatMap((run) => (run.length > 2 ? [`${run[0]} to ${last(run)}`] : run.map(String)));
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join("");
}

/** The points of the pay spine that the core can work with: each is tried in the template. */
function payPoints(): string {
  const { start } = template();
  const posts = (start.service as Table).posts as Table;
  const [id, post] = Object.entries(posts)[0] ?? [];
  if (id === undefined) throw new Error("the template has no post to try pay points with");
  const known = (point: number): boolean => {
    const service = { ...(start.service as Table), posts: { [id]: { ...(post as Table), spine_point: point } } };
    try {
      Appraisal.fromObject({ ...start, service }).run();
      return true;
    } catch {
      return false;
    }
  };
  const points = Array.from({ length: 60 }, (_, place) => place + 1).filter(known);
  if (points.length === 0) throw new Error("no pay point can be worked with");
  return inWords(points);
}

// The style sheet of the page has the rules that the core puts beside its tables; the page's policy takes none in the
// page itself.
const unstyled = (html: string): string => html.replace(/<style>[^<]*<\/style>/g, "");

/** The comparison alone: the tables below it come with the live result. */
function comparison(html: string): string {
  const end = html.indexOf("</table>");
  if (end < 0) throw new Error("the result of the template has no table");
  return `${unstyled(html.slice(0, end))}</table></div>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

export function templatePlugin(): Plugin {
  return {
    name: "calculator:template",
    config: () => ({ define: { __PAY_POINTS__: JSON.stringify(payPoints()) } }),
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      this.addWatchFile(FILE);
      const { offers, start } = template();
      return `export const offers = ${JSON.stringify(offers)};\nexport const start = ${JSON.stringify(start)};\n`;
    },
    transformIndexHtml: {
      order: "pre",
      handler(html) {
        for (const place of [PLACE, HEADLINE]) if (!html.includes(place)) throw new Error(`index.html has no ${place}`);
        const outcome = Appraisal.fromObject(template().start).run();
        const table = `<div class="scrolled" tabindex="0" role="region" aria-label="Comparison of the options">${comparison(outcome.html)}</div>`;
        return html.replace(PLACE, () => table).replace(HEADLINE, () => escaped(headline(outcome.toObject())));
      },
    },
  };
}
