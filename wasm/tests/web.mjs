// The package on the web: bundled by Vite from its tarball, from plain scripts, in a worker, from a server that calls wasm
// by another name; each under a strict policy and without another origin.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Appraisal } from "../js/index.js";
import { Appraisal as Full } from "../js/uncertainty.js";
import { POLICY, launch, open, root, serve } from "./site.mjs";

const wasm = join(root, "wasm");
const example = join(wasm, "examples", "vite");
const vite = join(example, "node_modules", "vite");
assert.ok(existsSync(vite), "npm ci in wasm/examples/vite comes first");
const village = readFileSync(join(example, "library.toml"), "utf8");
const sandgate = readFileSync(join(root, "docs/examples/sandgate.toml"), "utf8");
const small = readFileSync(join(wasm, "js/generated/options_appraisal_bg.wasm"));
const sheets = readFileSync(join(wasm, "js/generated/sheet/options_appraisal_bg.wasm"));
const large = readFileSync(join(wasm, "js/generated/uncertainty/options_appraisal_bg.wasm"));

const work = mkdtempSync(join(tmpdir(), "web-"));
const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", work], { cwd: wasm, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

/** A project of its own with what the tarball holds; gives the folder that Vite built. */
function built(name, main) {
  const project = join(work, name);
  cpSync(example, project, { recursive: true, filter: (from) => !/node_modules|dist/.test(from.slice(example.length)) });
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "options-appraisal"), { recursive: true });
  execFileSync("tar", ["-xzf", join(work, filename), "--strip-components=1", "-C", join(modules, "options-appraisal")]);
  symlinkSync(vite, join(modules, "vite"));
  if (main) writeFileSync(join(project, "main.js"), main);
  const said = execFileSync(process.execPath, [join(vite, "bin", "vite.js"), "build"], { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  assert.doesNotMatch(said, /externalized|warn/i, said);
  const dist = join(project, "dist");
  const assets = readdirSync(join(dist, "assets")).map((file) => ({ file, bytes: readFileSync(join(dist, "assets", file)) }));
  return {
    dist,
    wasm: assets.filter(({ file }) => file.endsWith(".wasm")).map(({ bytes }) => bytes),
    code: assets.filter(({ file }) => file.endsWith(".js")).map(({ bytes }) => String(bytes)).join("\n"),
  };
}

const page = (script, body = "") => `<!doctype html><html lang="en"><title>A page</title><script type="module" src="${script}"></script>${body}</html>`;
// What a page says that it has, once it has it.
const said = (tab) => tab.waitForFunction(() => window.said, null, { timeout: 60_000 }).then((handle) => handle.jsonValue());

const pages = {
  "/plain": page("/plain.js", '<options-appraisal src="/docs/examples/sandgate.toml"></options-appraisal>'),
  "/plain.js": `import { Appraisal } from "/wasm/js/index.js";
    const again = await Promise.all([import("/wasm/js/index.js"), import("/wasm/js/index.js?again"), import("/wasm/js/element.js"), import("/wasm/js/element.js?again")]);
    const text = await (await fetch("/docs/examples/sandgate.toml")).text();
    const outcomes = [Appraisal, again[0].Appraisal, again[1].Appraisal].map((each) => each.load(text).run().json);
    while (!document.querySelector("options-appraisal").outcome) await new Promise((later) => setTimeout(later, 20));
    window.said = { same: new Set([...outcomes, document.querySelector("options-appraisal").outcome.json]).size, json: outcomes[0] };`,
  "/worker": page("/worker-page.js"),
  "/worker-page.js": `const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => { window.said = data; };
    worker.onerror = (event) => { window.said = { error: event.message }; };
    worker.postMessage(await (await fetch("/docs/examples/sandgate.toml")).text());`,
  "/worker.js": `const asked = new Promise((resolve) => { onmessage = ({ data }) => resolve(data); });
    const { Appraisal, AppraisalError } = await import("/wasm/js/index.js");
    const text = await asked;
    let problems;
    try { Appraisal.load("[question]"); } catch (error) { problems = error instanceof AppraisalError && error.problems.length; }
    postMessage({ json: Appraisal.load(text).run().json, problems });`,
  "/kept": page("/kept.js"),
  "/kept.js": `import { endWorker, simulateInWorker } from "/wasm/js/in_worker.js";
    const begun = [];
    window.Worker = class extends Worker { constructor(...given) { super(...given); begun.push(this); } };
    const text = await (await fetch("/docs/examples/sandgate.toml")).text();
    const drawn = async (seed) => (await simulateInWorker(text, { draws: 500, seed })).json;
    const said = { begun: [] };
    const step = async (name, action) => {
      said[name] = await action();
      said.begun.push(begun.length);
    };
    await step("broken", () => drawn(1).catch(String));
    await step("first", () => drawn(1));
    await step("again", () => drawn(2));
    await step("later", async () => {
      const found = [];
      for (const pause of [260, 290, 320]) {
        await new Promise((later) => setTimeout(later, pause));
        found.push(await drawn(pause));
      }
      return found;
    });
    await step("wrong", () => simulateInWorker("[question]", { draws: 500 }).catch(({ problems }) => problems.length));
    await step("stopped", async () => {
      const controller = new AbortController();
      let next;
      const stopped = await simulateInWorker(text, { draws: 20_000_000 }, {
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
          next ??= drawn(3);
        },
      });
      return [stopped.toObject().ended, await next];
    });
    await step("together", () => Promise.all([drawn(4), drawn(5)]));
    await step("died", async () => {
      const [running, other] = [drawn(6), drawn(7)];
      begun.forEach((worker) => worker.dispatchEvent(new ErrorEvent("error", { message: "it died" })));
      return Promise.all([running, other].map((each) => each.catch(({ message }) => message)));
    });
    await step("replaced", () => drawn(8));
    endWorker();
    await step("ended", () => drawn(9));
    window.said = said;`,
  "/forbidden": page("/wasm/js/element.js", '<options-appraisal src="/docs/examples/sandgate.toml"></options-appraisal>'),
};

async function visited(folders, path, { answer, before } = {}) {
  const site = await serve(folders, answer);
  const { tab, wrong } = await open(browser, site.origin);
  const warned = [];
  tab.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await tab.addInitScript(() => {
    window.made = [];
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = function counted(...given) {
        window.made.push(name);
        return original.apply(this, given);
      };
    }
  });
  await before?.(tab);
  await tab.goto(site.origin + path);
  return { site, tab, wrong, warned, async end() { await tab.close(); site.close(); } };
}
const repository = { "/wasm/": wasm, "/docs/": join(root, "docs") };
const answer = (path, url) => (url.startsWith("/wasm/") ? undefined : pages[path]);

const tests = {
  async "Vite bundles what a page imports of the tarball, and the page gives Node's bytes under any path"() {
    const { dist, wasm: modules, code } = built("deterministic");
    assert.deepEqual(modules.map((bytes) => bytes.equals(small)), [true], "the small module and no other");
    assert.doesNotMatch(code, /simulateInWorker|new Worker|customElements|toWorkbook/);
    const visit = await visited({ "/deep/down/": dist }, "/deep/down/");
    await visit.tab.waitForFunction(() => document.querySelector("#result").value);
    const outcome = Appraisal.load(village).run();
    assert.equal(await visit.tab.locator("#result").inputValue(), outcome.json);
    assert.equal(await visit.tab.locator("#comparison").textContent(), outcome.text);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), ["instantiateStreaming"]);
    assert.deepEqual([visit.wrong, visit.warned], [[], []]);
    return visit;
  },

  async "Vite serves it while a page is changed"() {
    const { createServer } = await import(join(vite, "dist", "node", "index.js"));
    const server = await createServer({ root: example, logLevel: "warn", server: { host: "127.0.0.1", port: 0 } });
    try {
      await server.listen();
      const { tab, wrong } = await open(browser, `http://127.0.0.1:${server.httpServer.address().port}`);
      await tab.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
      await tab.waitForFunction(() => document.querySelector("#result").value);
      assert.equal(await tab.locator("#result").inputValue(), Appraisal.load(village).run().json);
      assert.deepEqual(wrong, []);
      await tab.close();
    } finally {
      await server.close();
    }
    return { end() {} };
  },

  async "a bundled page that simulates in a worker leaves the module to the worker"() {
    const { dist, wasm: modules } = built("working", `import { simulateInWorker } from "options-appraisal/uncertainty";
      import question from "./library.toml?raw";
      const simulation = await simulateInWorker(question, { draws: 500, seed: 7 });
      document.querySelector("#result").value = simulation.json;`);
    assert.deepEqual(modules.map((bytes) => bytes.equals(large)), [true]);
    const visit = await visited({ "/": dist }, "/");
    await visit.tab.waitForFunction(() => document.querySelector("#result").value);
    assert.equal(await visit.tab.locator("#result").inputValue(), Full.load(village).simulate({ draws: 500, seed: 7 }).json);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), [], "the page itself has compiled a module");
    assert.deepEqual(visit.wrong, []);
    return visit;
  },

  async "a bundled page with the element fetches the module when it is needed"() {
    const { dist, wasm: modules } = built("embedding", `import "options-appraisal/element";
      import question from "./library.toml?raw";
      const element = document.createElement("options-appraisal");
      element.addEventListener("result", ({ detail }) => { document.querySelector("#result").value = detail.outcome.json; });
      element.question = question;
      document.querySelector("main").append(element);`);
    // The site has the module that reads questions and the one that opens sheets; a page takes the one that it needs.
    assert.deepEqual(modules.map((bytes) => (bytes.equals(small) ? "questions" : bytes.equals(sheets) ? "sheets" : "another")).sort(), ["questions", "sheets"]);
    const visit = await visited({ "/": dist }, "/");
    await visit.tab.waitForFunction(() => document.querySelector("#result").value);
    assert.equal(await visit.tab.locator("#result").inputValue(), Appraisal.load(village).run().json);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), ["instantiateStreaming"]);
    assert.deepEqual(visit.wrong, []);
    return visit;
  },

  async "a plain script, imported in many ways, makes one module"() {
    const visit = await visited(repository, "/plain", { answer });
    const { json, same } = await said(visit.tab);
    assert.equal(json, Appraisal.load(sandgate).run().json);
    assert.equal(same, 1);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), ["instantiateStreaming"]);
    assert.equal(visit.site.asked.filter((url) => url.endsWith(".wasm")).length, 1);
    assert.deepEqual([visit.wrong, visit.warned], [[], []]);
    return visit;
  },

  async "a module worker works appraisals out"() {
    const visit = await visited(repository, "/worker", { answer });
    assert.deepEqual(await said(visit.tab), { json: Appraisal.load(sandgate).run().json, problems: problemsOf("[question]") });
    assert.deepEqual(visit.wrong, []);
    return visit;
  },

  async "one worker simulates for a page, and another when it dies or its module does not come"() {
    let asked = 0;
    const visit = await visited(repository, "/kept", {
      answer: (path, url) => (path.endsWith(".wasm") && (asked += 1) === 1 ? { status: 404, body: "gone" } : answer(path, url)),
    });
    const { begun, broken, ...found } = await said(visit.tab);
    const drawn = (seed) => Full.load(sandgate).simulate({ draws: 500, seed }).json;
    assert.match(broken, /Error/);
    assert.deepEqual(found, {
      first: drawn(1), again: drawn(2), later: [260, 290, 320].map(drawn), wrong: problemsOf("[question]"), stopped: ["stopped", drawn(3)],
      together: [drawn(4), drawn(5)], died: ["it died", "it died"], replaced: drawn(8), ended: drawn(9),
    });
    // How many had been started after each step: the one without a module, one for what follows, a second at the same time,
    // a second again beside it, and one each in the place of those that died and of the one that was ended.
    assert.deepEqual(begun, [1, 2, 2, 2, 2, 2, 3, 4, 5, 6]);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), [], "the page itself has compiled a module");
    assert.deepEqual(visit.wrong, []);
    return visit;
  },

  async "a server that calls wasm by another name is put up with"() {
    const visit = await visited(repository, "/plain", {
      answer: (path, url) => (path.endsWith(".wasm") ? { headers: { "content-type": "application/octet-stream" } } : answer(path, url)),
    });
    assert.equal((await said(visit.tab)).json, Appraisal.load(sandgate).run().json);
    assert.deepEqual(await visit.tab.evaluate(() => window.made), ["instantiateStreaming", "instantiate"]);
    assert.equal(visit.site.asked.filter((url) => url.endsWith(".wasm")).length, 1, "it was fetched twice");
    assert.match(visit.warned.join(), /application\/wasm/);
    assert.deepEqual(visit.wrong, []);
    return visit;
  },

  async "a policy that forbids wasm, and a module that is missing, are said on the page"() {
    const forbids = { headers: { "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") } };
    for (const [change, allowed] of [[(path) => path === "/forbidden" && { ...forbids, body: pages[path] }, /^policy: script-src/], [(path) => path.endsWith(".wasm") && { status: 404, body: "gone" }, /^$/]]) {
      const visit = await visited(repository, "/forbidden", { answer: (path, url) => change(path) || answer(path, url) });
      const alert = visit.tab.getByRole("alert");
      await alert.waitFor();
      assert.match(await alert.innerText(), /the appraisal could not be worked out/);
      assert.deepEqual(visit.wrong.filter((what) => !allowed.test(what)), []);
      await visit.end();
    }
    return { end() {} };
  },
};

function problemsOf(text) {
  try {
    Appraisal.load(text);
  } catch (error) {
    return error.problems.length;
  }
  return 0;
}

const browser = await launch();
let failed = 0;
try {
  for (const [name, test] of Object.entries(tests)) {
    if (process.argv[2] && !name.includes(process.argv[2])) continue;
    try {
      const visit = await test();
      await visit.end();
      console.log(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED: ${name}\n${error.stack}\n${error.stderr ?? ""}`);
    }
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
