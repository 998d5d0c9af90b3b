// What the built page may do: nothing but what comes from its own folder.
import type { HtmlTagDescriptor, Plugin } from "vite";

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

/** Puts the policy into the page, and tells the browser early of the module that it will need. */
export function policyPlugin(): Plugin {
  return {
    name: "calculator:policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const modules = Object.keys(bundle ?? {}).filter((file) => /options_appraisal_bg.*\.wasm$/.test(file));
        const tags: HtmlTagDescriptor[] = [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
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
