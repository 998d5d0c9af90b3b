// The package in a browser, from a plain module script, against the bytes that Node gives.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { Appraisal } from "../js/index.js";
import { Appraisal as Full } from "../js/uncertainty.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const kinds = { ".js": "text/javascript", ".wasm": "application/wasm", ".toml": "text/plain" };
const DRAWS = 1_000_000;
const page = `<!doctype html><title>test</title><script type="module">
  import { Appraisal } from "/wasm/js/index.js";
  import { simulateInWorker } from "/wasm/js/in_worker.js";
  const text = await (await fetch("/docs/examples/sandgate.toml")).text();
  window.result = Appraisal.load(text).run().json;
  try { Appraisal.load("[question]"); } catch (error) { window.problems = error.problems.length; }

  // A timer that should fire every few milliseconds, and the longest that it was kept waiting.
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 4);
  const begun = performance.now();
  let reports = 0;
  const simulation = await simulateInWorker(text, { draws: ${DRAWS} }, { onProgress: () => { reports += 1; } });
  const took = performance.now() - begun;
  clearInterval(timer);

  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  const stopped = await simulateInWorker(text, { draws: 20_000_000 }, { signal: controller.signal });

  const samplings = {};
  const { Appraisal: Full } = await import("/wasm/js/uncertainty.js");
  for (const sampling of ["random", "latin_hypercube", "sobol"]) {
    samplings[sampling] = Full.load(text).simulate({ draws: 2000, sampling }).json;
  }
  const problems = await simulateInWorker(text, { draws: 1e9 }).catch((error) => error.problems.map(({ address }) => address));
  window.simulated = {
    longest, took, reports, samplings, problems, json: simulation.json,
    stopped: { draws: stopped.toObject().draws, ended: stopped.toObject().ended },
  };
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

  await tab.waitForFunction(() => window.simulated, null, { timeout: 120_000 });
  const simulated = await tab.evaluate(() => window.simulated);
  const appraisal = Full.load(readFileSync(join(root, "docs/examples/sandgate.toml"), "utf8"));
  for (const [sampling, json] of Object.entries(simulated.samplings)) {
    assert.equal(json, appraisal.simulate({ draws: 2000, sampling }).json, sampling);
  }
  assert.equal(simulated.json, appraisal.simulate({ draws: DRAWS }).json);
  const { longest, took, reports, stopped } = simulated;
  console.log(`${DRAWS} draws in a worker: ${took.toFixed(0)} ms, ${reports} reports; a timer of the page waited at most ${longest.toFixed(1)} ms`);
  assert.ok(reports > 3 && longest < 50, `the page waited ${longest} ms`);
  console.log(`stopped after 300 ms: ${stopped.draws} of 20000000 draws are kept`);
  assert.equal(stopped.ended, "stopped");
  assert.ok(stopped.draws > 0 && stopped.draws < 20_000_000);
  assert.deepEqual(simulated.problems, ["simulation.draws"]);
} finally {
  await browser.close();
  server.close();
}
