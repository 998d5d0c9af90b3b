// A site to test on: files of the repository and pages of a test, under a strict policy, in a Chromium that reaches
// nothing else.
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a page needs: its own files, and to compile wasm. No eval, no inline script, no inline style. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; worker-src 'self'; base-uri 'none'";

const KINDS = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".toml": "text/plain; charset=utf-8", ".json": "application/json",
};

/**
 * Serves folders: `{ "/wasm/": folder }`. An answer of `answer(path)` comes before a file: a text, or an object of status,
 * headers, body and a delay in milliseconds.
 */
export async function serve(folders, answer = () => undefined) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    asked.push(request.url);
    const own = answer(path, request.url);
    const { status = 200, headers = {}, body, delay = 0 } = typeof own === "string" ? { body: own } : own ?? {};
    const send = (code, content) => {
      response.writeHead(code, {
        "content-type": KINDS[extname(path)] ?? "text/html; charset=utf-8", "content-security-policy": POLICY, ...headers,
      }).end(content);
    };
    if (delay) await new Promise((later) => setTimeout(later, delay));
    if (body !== undefined) return send(status, body);
    const [prefix, folder] = Object.entries(folders).find(([prefix]) => path.startsWith(prefix)) ?? [];
    const file = folder && join(folder, path.slice(prefix.length), path.endsWith("/") ? "index.html" : "");
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return send(404, "not here");
    send(status, readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

export const launch = () => chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "site-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A tab that writes down what it must not do: complain, break its policy, reach another origin. */
export async function open(browser, origin) {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(15_000);
  const wrong = [];
  tab.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  tab.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await tab.route((url) => url.origin !== origin && url.protocol !== "data:" && url.protocol !== "blob:", (route) => {
    wrong.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  await tab.exposeFunction("violated", (what) => wrong.push(`policy: ${what}`));
  await tab.addInitScript(() => addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    window.violated(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`)));
  return { tab, wrong };
}
