// What the first paint needs is in the page itself: a page that has to fetch its style sheet is blank for one round trip more,
// which on a slow phone is most of the wait for the first result.
import type { IndexHtmlTransformContext, Plugin } from "vite";

type Bundle = NonNullable<IndexHtmlTransformContext["bundle"]>;

const SHEET = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/g;
const INLINE = /<style>(.*?)<\/style>/gs;

function take(bundle: Bundle, file: string): string {
  const asset = bundle[file];
  if (asset?.type !== "asset") throw new Error(`the page wants the style sheet ${file}, which is not there`);
  // Nobody else asks for it: the file would only be kept for offline use.
  delete bundle[file];
  const rules = String(asset.source).trim();
  // What is addressed from a style sheet is addressed from its folder, and the page is in another.
  if (/url\(|@import|<\//.test(rules)) throw new Error(`${file} cannot stand in the page: it loads something, or has a "</"`);
  return rules;
}

/** The style sheets that stand in the page, as texts. */
export const inlined = (html: string): string[] => [...html.matchAll(INLINE)].map(([, rules = ""]) => rules);

export function firstPaintPlugin(): Plugin {
  return {
    name: "calculator:first-paint",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => html.replace(SHEET, (_, file: string) => `<style>${take(bundle, file)}</style>`),
    },
  };
}
