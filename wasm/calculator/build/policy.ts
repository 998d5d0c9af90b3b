// What the built page may do: nothing but what comes from its own folder.
import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from "vite";

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'none'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// What the page loads once its own script runs: it may come with the script.
const NEXT = /\/(js\/uncertainty\.js|src\/results\.ts)$/;

/** The module that works the results out; the one that writes workbooks comes when it is asked for. */
const MODULE = /generated\/uncertainty\/options_appraisal_bg\.wasm$/;

type Bundle = NonNullable<IndexHtmlTransformContext["bundle"]>;

/** The scripts that are next, each with what it cannot begin without. */
function scripts(bundle: Bundle): string[] {
  const chunks = Object.values(bundle).flatMap((file) => (file.type === "chunk" && NEXT.test(file.facadeModuleId ?? "") ? [file] : []));
  const entries = new Set(Object.values(bundle).flatMap((file) => (file.type === "chunk" && file.isEntry ? [file.fileName, ...file.imports] : [])));
  return [...new Set(chunks.flatMap(({ fileName, imports }) => [fileName, ...imports]))].filter((file) => !entries.has(file));
}

/** Puts the policy into the page, and tells the browser early of the modules that it will need. */
export function policyPlugin(): Plugin {
  return {
    name: "calculator:policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const modules = Object.values(bundle).flatMap((file) =>
          file.type === "asset" && file.originalFileNames.some((name) => MODULE.test(name)) ? [file.fileName] : []);
        const tags: HtmlTagDescriptor[] = [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
          ...scripts(bundle).map((file): HtmlTagDescriptor => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `./${file}` },
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
