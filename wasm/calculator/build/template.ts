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
