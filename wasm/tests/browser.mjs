// The package in a browser, from a plain module script, against the bytes that Node gives.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { Appraisal } from "../js/index.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const kinds = { ".js": "text/javascript", ".wasm": "application/wasm", ".toml": "text/plain" };
const page = `<!doctype html><title>test</title><script type="module">
  import { Appraisal } from "/wasm/js/index.js";
  const text = await (await fetch("/docs/examples/sandgate.toml")).text();
  window.result = Appraisal.load(text).run().json;
  try { Appraisal.load("[question]"); } catch (error) { window.problems = error.problems.length; }
</script>`;
const server = createServer((request, response) => {
  if (request.url === "/") return response.setHeader("content-type", "text/html").end(page);
  try {
    const file = join(root, normalize(request.url));
    response.setHeader("content-type", kinds[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => console.error(error));
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  await tab.waitForFunction(() => window.result && window.problems, null, { timeout: 30_000 });
  const here = Appraisal.load(readFileSync(join(root, "docs/examples/sandgate.toml"), "utf8")).run().json;
  assert.equal(await tab.evaluate(() => window.result), here);
  console.log("the browser gives the bytes that Node gives");
} finally {
  await browser.close();
  server.close();
}
