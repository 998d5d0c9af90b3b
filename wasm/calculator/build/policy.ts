// What the built page may do: nothing but what comes from its own folder, and the style sheets that stand in it.
import { createHash } from "node:crypto";
import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from "vite";
import { inlined } from "./first_paint";

// A style sheet in the page is let in by its hash: any other is not.
const hashed = (rules: string): string => `'sha256-${createHash("sha256").update(rules).digest("base64")}'`;

const policy = (html: string): string => [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  ["style-src 'self'", ...inlined(html).map(hashed)].join(" "),
  "img-src 'self' data: blob:",
  "font-src 'none'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// What the page loads once its own script runs: it may come with the script.
const NEXT = /\/(js\/(index|uncertainty)\.js|src\/results\.ts)$/;

/** The module that the first live result waits for; the others would only be in its way. */
const MODULE = /generated\/options_appraisal_bg\.wasm$/;

type Bundle = NonNullable<IndexHtmlTransformContext["bundle"]>;

const next = (bundle: Bundle) =>
  Object.values(bundle).flatMap((file) => (file.type === "chunk" && NEXT.test(file.facadeModuleId ?? "") ? [file] : []));

/** The scripts that are next, each with what it cannot begin without. */
function scripts(bundle: Bundle): string[] {
  const entries = new Set(Object.values(bundle).flatMap((file) => (file.type === "chunk" && file.isEntry ? [file.fileName, ...file.imports] : [])));
  return [...new Set(next(bundle).flatMap(({ fileName, imports }) => [fileName, ...imports]))].filter((file) => !entries.has(file));
}

/** Their style sheets. */
const sheets = (bundle: Bundle): string[] => next(bundle).flatMap(({ viteMetadata }) => [...viteMetadata?.importedCss ?? []]);

/** Puts the policy into the page, and tells the browser early of the modules that it will need. */
export function policyPlugin(): Plugin {
  return {
    name: "calculator:policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const modules = Object.values(bundle).flatMap((file) =>
          file.type === "asset" && file.originalFileNames.some((name) => MODULE.test(name)) ? [file.fileName] : []);
        const tags: HtmlTagDescriptor[] = [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy(html) }, injectTo: "head-prepend" },
          ...scripts(bundle).map((file): HtmlTagDescriptor => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `./${file}` },
            injectTo: "head",
          })),
          ...sheets(bundle).map((file): HtmlTagDescriptor => ({
            tag: "link",
            attrs: { rel: "preload", href: `./${file}`, as: "style", crossorigin: true },
            injectTo: "head",
          })),
          ...modules.map((file): HtmlTagDescriptor => ({
            tag: "link",
            attrs: { rel: "preload", href: `./${file}`, as: "fetch", type: "application/wasm", crossorigin: "anonymous", fetchpriority: "low" },
            injectTo: "head",
          })),
        ];
        return tags;
      },
    },
  };
}
