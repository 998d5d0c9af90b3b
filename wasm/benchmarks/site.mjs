// The repository on a local address, and a Chromium that can reach nothing else.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const KINDS = { ".html": "text/html", ".js": "text/javascript", ".toml": "text/plain", ".wasm": "application/wasm" };
const HEADERS = {
  // A page that is isolated from others has a clock of 5 microseconds instead of 100.
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  // As a council's site would have it. No request can leave the origin.
  "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:",
  "cache-control": "max-age=3600",
};

async function answer(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  try {
    const bytes = await readFile(join(root, path));
    response.writeHead(200, { ...HEADERS, "content-type": KINDS[extname(path)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(404, HEADERS).end();
  }
}

export async function open() {
  const server = createServer(answer);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  return {
    version: browser.version(),
    /** Gives `action` an empty page of a visitor who was never here: nothing is in the cache. */
    async visit(action, { slowDown = 1 } = {}) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      const problems = [];
      tab.on("pageerror", (error) => problems.push(String(error)));
      tab.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== origin) problems.push(`a request to ${url.href}`);
      });
      try {
        await tab.goto(`${origin}/wasm/benchmarks/page/index.html`);
        if (slowDown > 1) {
          const protocol = await context.newCDPSession(tab);
          await protocol.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
        }
        const result = await action(tab);
        if (problems.length) throw new Error(problems.join("\n"));
        return result;
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
