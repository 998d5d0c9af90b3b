// The results in a browser, on the example: what they show against the bytes of the core in Node, what they do when dragged,
// refused and cancelled, and how soon. The page that holds them is `dev/results.html`, under a strict policy.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { build } from "vite";

import { Appraisal } from "../../js/office.js";

const require = createRequire(new URL("../../package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const sandgate = readFileSync(at("../../../docs/examples/sandgate.toml"), "utf8");
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

const folder = mkdtempSync(join(tmpdir(), "results-"));
await build({ configFile: at("../dev/vite.config.ts"), logLevel: "error", build: { outDir: folder } });
const server = createServer((request, response) => {
  try {
    const file = join(folder, normalize(new URL(request.url, "http://here").pathname));
    response.setHeader("content-type", kinds[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

// What goes wrong on a page is an error of the test: an exception, a breach of the policy, a request to anybody else.
const wrong = [];
async function open(viewport, settings = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...settings });
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("favicon.ico")) wrong.push(message.text());
  });
  await context.route((url) => url.origin !== origin, (route) => {
    wrong.push(`request to ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(`${origin}/results.html`);
  await page.locator(".app-slider").first().waitFor();
  return page;
}

const problems = async (page, state) => {
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], state);
};

const whole = (text) => {
  const value = Number(text.replaceAll(",", ""));
  return { value, places: (text.split(".")[1] ?? "").length };
};

try {
  const page = await open({ width: 1280, height: 900 });
  const outcome = Appraisal.load(sandgate).run();

  // Every number that can be asked about is the number that its explanation ends in.
  await page.locator("details", { hasText: "More tables" }).locator("summary").first().click();
  const numbers = page.locator(".app-why:visible");
  const count = await numbers.count();
  assert.ok(count > 150, `only ${count} numbers can be asked about`);
  for (let place = 0; place < count; place += 17) {
    const shown = await numbers.nth(place).evaluate((button) => button.firstChild.data);
    await numbers.nth(place).click();
    const dialog = page.locator("dialog[open]");
    const address = await dialog.locator("code").first().innerText();
    const year = /, (\d{4}\/\d{2}): /.exec(await dialog.locator("h2").innerText())?.[1];
    const { value, places } = whole(shown);
    const explained = whole(outcome.explain(address, year).toObject().value).value;
    assert.ok(Math.abs(explained - value) <= 0.5 * 10 ** -places + 1e-9, `${address}: ${shown} for ${explained}`);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await numbers.nth(place).evaluate((button) => button === document.activeElement), true, "focus comes back");
  }

  // A drag: the table shows what the core says of the value at which it ended, and the host is told of it.
  await page.evaluate(() => { scrollTo(0, 0); });
  const range = await page.locator("#slider-0").boundingBox();
  const middle = range.y + range.height / 2;
  await page.mouse.move(range.x + range.width / 2, middle);
  await page.mouse.down();
  for (let step = 0; step <= 60; step += 1) await page.mouse.move(range.x + range.width * (0.5 + 0.3 * Math.sin(step / 10)), middle);
  await page.mouse.up();
  const [told] = await page.evaluate(() => globalThis.told);
  const [[address, value]] = Object.entries(told);
  assert.notEqual(Number(value), Number(Appraisal.load(sandgate).tornado({ measure: "options.community.net_present_saving.kcc" }).toObject().bars[0].central));
  const moved = Appraisal.load(sandgate).replace({ [address]: value }).run().html;
  const [, row] = /<th scope="row">Net present cost: society<\/th>(.*?)<\/tr>/.exec(moved);
  const expected = [...row.matchAll(/<td class="number"[^>]*>(.*?)<\/td>/g)].map(([, text]) => text);
  const seen = await page.locator("tr", { hasText: "Net present cost: society" }).first().locator(".app-why")
    .evaluateAll((buttons) => buttons.map((button) => button.firstChild.data));
  assert.deepEqual(seen, expected);
  await page.locator("[role=status]", { hasText: "First by" }).waitFor({ state: "attached" });
  assert.match(await page.locator("[role=status]").textContent(), /^First by net present cost to Kent County Council: Community group, at £[\d,]+\./);

  // What the slider moved says so at the end of the explanation, and what it was.
  const cost = "options.community.net_present_cost.society";
  const why = Appraisal.load(sandgate).replace({ [address]: value }).run().explain(cost).toObject();
  const wayTo = (part) => {
    if (part.origin?.kind === "what_if") return [];
    for (const next of part.parts ?? []) {
      const rest = wayTo(next);
      if (rest) return [`${next.label}${next.year ? `, ${next.year}` : ""}: `, ...rest];
    }
    return undefined;
  };
  await page.locator("tr", { hasText: "Net present cost: society" }).first().locator(".app-why").nth(1).click();
  let part = page.locator("dialog[open] .app-explanation__body");
  for (const label of wayTo(why)) {
    part = part.locator("> ul > li > details").filter({ has: page.locator(`> summary:text(${JSON.stringify(label)})`) }).first();
    await part.locator("> summary").click();
  }
  // What a part was made of is laid out when it opens.
  await part.locator("> p", { hasText: /^Moved here\. In place of [\d.,]+\.$/ }).waitFor();
  await page.keyboard.press("Escape");

  // The same question handed back leaves the sliders where they are; another one takes them anew, and whoever is at one stays.
  const handBack = (values) => page.evaluate((changes) => {
    globalThis.view.show(globalThis.Appraisal.load(globalThis.sandgate).replace(changes));
  }, values);
  await page.locator("#slider-0").evaluate((slider) => { slider.dataset.same = "yes"; slider.focus(); });
  await handBack({ [address]: value });
  await page.waitForTimeout(500);
  assert.equal(await page.locator("#slider-0").getAttribute("data-same"), "yes");
  await handBack({ "service.premises.water": "450" });
  await page.locator("#slider-0:not([data-same])").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "slider-0");
  await handBack({});

  // Who would take over is told what it is for them, in the numbers of the core, each with its reason.
  const takers = page.locator(".app-takers");
  assert.equal(await takers.locator("h2").innerText(), "What it means for Sandgate Parish Council");
  assert.match(await takers.innerText(), /Added to a Band D bill: £10\.33[^]* in 2027\/28, £30\.35[^]* in 2036\/37\./);
  await takers.locator("li .app-why").first().click();
  assert.equal(await page.locator("dialog[open] code").first().innerText(), "options.parish.precept.parish.band_d");
  assert.match(await page.locator("dialog[open] h2").innerText(), /2027\/28: £?10\.33/);
  await page.keyboard.press("Escape");
  await takers.locator("summary").click();
  assert.equal(await takers.locator("tr", { hasText: "2028/29" }).locator(".app-why").nth(1).evaluate((button) => button.firstChild.data), "40,000");
  await page.locator("summary", { hasText: "Choose what the sliders" }).click();
  await page.locator("#sliders-option").selectOption("parish");
  await page.locator("#sliders-measure").selectOption("precept.parish.band_d@2036/37");
  assert.equal(await page.locator(".app-controls > .app-problems").innerText(), "");
  assert.ok(await page.locator(".app-slider", { hasText: "tax base" }).count() + await page.locator(".app-slider", { hasText: "Premises: energy" }).count() > 0);
  await page.locator("#sliders-option").selectOption("community");
  assert.equal(await page.locator("#sliders-measure").inputValue(), "net_present_saving.kcc");
  await page.waitForTimeout(300);

  // What may be a decimal comma is refused as the form refuses it, and not taken for thousands.
  await page.locator("#slider-0-box").fill("12,50");
  await page.locator("#slider-0-box").press("Tab");
  assert.match(await page.locator(".app-slider").first().locator(".app-problems").innerText(), /not a decimal number/);
  await page.locator(".app-slider").first().locator("button").click();
  await page.evaluate(() => { globalThis.told.splice(1); });

  // A value that is refused is said beside its slider; the results stay, and the host is not told.
  const box = page.locator("#slider-0-box");
  await box.fill("-5");
  await box.press("Tab");
  assert.match(await page.locator(".app-slider").first().locator(".app-problems").innerText(), /out of bounds.*Accepted: from 0/s);
  assert.equal((await page.evaluate(() => globalThis.told)).length, 1);
  await page.locator(".app-slider").first().locator("button").click();
  assert.equal(await page.locator(".app-slider").first().locator(".app-problems").innerText(), "");
  const all = await page.evaluate(() => globalThis.told);
  assert.equal(all.length, 2);
  // All is back where it was: nothing is set any more.
  assert.deepEqual(all[1], {});

  // Draws: those that the core makes in Node of the same question; a run that is stopped shows nothing.
  const state = page.locator(".app-chance > p");
  await state.filter({ hasText: "10,000 draws of" }).waitFor({ timeout: 60_000 });
  // The slider is back where it was, and its input as uncertain as the question has it.
  const share = Appraisal.load(sandgate).simulate({ draws: 10_000 })
    .toObject().ranking.options.find(({ id }) => id === "community").best.share;
  const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 2 }).format(share);
  assert.ok((await page.locator(".app-chance li").allInnerTexts()).includes(`Community group costs Kent County Council least in ${percent} of draws.`));
  // In one go: on a fast machine the draws are made between two clicks of a test.
  await page.locator("[data-chance]").evaluate((button) => { button.click(); button.click(); });
  assert.match(await state.innerText(), /^Stopped\./);
  await page.waitForTimeout(2000);
  assert.match(await state.innerText(), /^Stopped\./);

  // What can be taken away.
  const take = async (ending) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-download=${ending}]`).click()]);
    assert.equal(download.suggestedFilename(), `who-should-run-sandgate-library.${ending}`);
    return readFileSync(await download.path());
  };
  assert.equal(Appraisal.loadWorkbook(await take("xlsx")).title, "Who should run Sandgate Library?");
  // With the draws: its own module makes them anew.
  const report = (await take("html")).toString();
  const office = Appraisal.load(sandgate);
  const { figures } = office.membersReport({ simulation: office.simulate({ draws: 10_000 }) });
  assert.equal(report.match(/<svg/g).length, figures.length);
  assert.match(report, /The figures were drawn 10,?000 times/);
  assert.equal(JSON.parse(await take("json")).title, "Who should run Sandgate Library?");
  assert.match((await take("csv")).toString(), /^\uFEFFoption,name,line/);

  // Names are text, and a question that is refused leaves the last results.
  await page.evaluate(() => { globalThis.show(globalThis.sandgate.replace("name = \"Community group\"", "name = \"<img src=x>\"")); });
  assert.match(await page.locator(".app-leader").innerText(), /<img src=x>/);
  assert.equal(await page.locator("img").count(), 0);
  await page.evaluate(() => { globalThis.view.show({ toToml: () => "", run() { throw new Error("too large to be worked out"); }, free() {} }); });
  assert.match(await page.locator("#results > .app-problems").innerText(), /too large.*last question that could be worked out/s);
  assert.match(await page.locator(".app-leader").innerText(), /<img src=x>/);
  await page.context().close();

  // Every state, in the eyes of a checker; with the policy set aside, since the checker is a script of its own.
  for (const width of [320, 768, 1280]) {
    const seenBy = await open({ width, height: 800 }, { bypassCSP: true, reducedMotion: "reduce" });
    await seenBy.evaluate(axe);
    await problems(seenBy, `${width}: as it comes`);
    for (const place of [0, 1, 2, 3]) await seenBy.locator(".app-chart").nth(place).scrollIntoViewIfNeeded();
    await seenBy.locator("svg").nth(2).waitFor({ state: "attached" });
    await seenBy.evaluate(() => { for (const shown of document.querySelectorAll("details")) shown.open = true; });
    await seenBy.waitForTimeout(500);
    await problems(seenBy, `${width}: all opened`);
    // Whatever is wider than its place says so, and nothing else does; beside what a row is there is room for a cell.
    const places = await seenBy.evaluate(() => [...document.querySelectorAll(".app-wide")].filter((place) => place.checkVisibility()).map((place) => {
      const box = place.querySelector(".app-scroll");
      const [number] = [...place.querySelectorAll("tbody td")].map((cell) => cell.getBoundingClientRect().right - box.getBoundingClientRect().left - box.clientWidth);
      return { of: box.getAttribute("aria-label"), wide: box.scrollWidth > box.clientWidth + 1, said: place.querySelector(".app-wide__hint").checkVisibility(), beyond: number ?? 0,
        caption: [...place.querySelectorAll("caption span")].some((words) => words.getBoundingClientRect().width > box.clientWidth + 1) };
    }));
    assert.deepEqual(places.filter(({ wide, said, beyond, caption }) => wide !== said || beyond > 1 || caption), [], `${width}: what is wide`);
    assert.ok(width > 320 || places.filter(({ wide }) => wide).length > 10, `${width}: ${JSON.stringify(places)}`);
    const scrolls = await seenBy.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(scrolls <= 0, `${width}: ${scrolls} pixels wider than the screen`);
    await seenBy.locator("#slider-0-box").fill("-5");
    await problems(seenBy, `${width}: a value refused`);
    await seenBy.evaluate(() => { globalThis.view.show({ toToml: () => "", run() { throw new Error("too large"); }, free() {} }); });
    await problems(seenBy, `${width}: a question refused`);
    await seenBy.locator(".app-why").nth(1).click();
    await problems(seenBy, `${width}: an explanation`);
    await seenBy.context().close();
  }

  // How soon, with the table and the charts in view: the page is tall enough for both. It is printed and not held to anything,
  // since what else runs on this machine counts in it; docs/benchmarks.md has it from a quiet one.
  const timed = await open({ width: 1280, height: 2600 });
  await timed.locator(".app-chart svg").nth(1).waitFor({ state: "attached" });
  await timed.waitForTimeout(2000);
  const bar = await timed.locator("#slider-0").boundingBox();
  await timed.evaluate(() => { performance.clearMeasures("options-appraisal:update"); });
  await timed.mouse.move(bar.x + bar.width / 2, bar.y + 20);
  await timed.mouse.down();
  for (let step = 0; step < 200; step += 1) {
    await timed.mouse.move(bar.x + bar.width * (0.5 + 0.4 * Math.sin(step / 12)), bar.y + 20);
    await timed.waitForTimeout(8);
  }
  await timed.mouse.up();
  const took = await timed.evaluate(() => performance.getEntriesByName("options-appraisal:update").map(({ duration }) => duration));
  assert.ok(took.length > 50, `only ${took.length} updates`);
  took.sort((one, other) => one - other);
  const [median, late] = [took[took.length >> 1], took[Math.floor(took.length * 0.95)]];
  console.log(`input to updated table and charts: ${took.length} updates, median ${median.toFixed(1)} ms, 95th percentile ${late.toFixed(1)} ms`);

  assert.deepEqual(wrong, []);
  console.log("the results hold in a browser");
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
