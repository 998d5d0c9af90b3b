// The built page in a browser: node tests/page.mjs. Screenshots are left in target/screenshots to be looked at.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";

import { folder } from "../serve.mjs";
import { address, browser, end, origin } from "./served.mjs";

const axe = readFileSync(createRequire(new URL("../../package.json", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8");
const { Appraisal } = await import("../../js/office.js");

const example = (name) => fileURLToPath(new URL(`../../../docs/examples/${name}`, import.meta.url));
const screenshots = fileURLToPath(new URL("../../../target/screenshots", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "calculator-page-"));
mkdirSync(screenshots, { recursive: true });

const strayed = [];
const failed = [];

/** A reader with a browser of their own: nothing kept, and nothing but the page's own origin to be reached. */
async function reader({ width = 1280, height = 900, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...more });
  context.setDefaultTimeout(20_000);
  await context.route((url) => url.origin !== origin, (route) => {
    strayed.push(route.request().url());
    return route.abort();
  });
  return context;
}

async function open(context, at = address) {
  const page = await context.newPage();
  page.on("pageerror", (error) => failed.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error") failed.push(message.text());
  });
  await page.goto(at);
  await page.waitForFunction(() => document.getElementById("first-result").hidden);
  return page;
}

/** Until the whole module has taken over from the small one. */
const completed = (page) => page.locator("#slider-0").waitFor();

const field = (page, at) => page.locator(`[id="field-${encodeURIComponent(at)}"]`);
const notices = (page) => page.locator("#notices p").allTextContents();
const said = (page, words) => page.locator("#notices p", { hasText: words }).waitFor();
/** All works that are kept, the latest first. */
const works = (page) => page.evaluate(() => Object.keys(localStorage)
  .filter((key) => key.startsWith("options-appraisal.work."))
  .map((key) => JSON.parse(localStorage.getItem(key)))
  .sort((one, other) => (one.at < other.at ? 1 : -1))
  .map(({ question }) => question));
const kept = async (page) => (await works(page))[0];
/** A page that is loaded anew, as on another day. */
async function reloaded(page) {
  await page.reload();
  await page.waitForFunction(() => document.getElementById("first-result").hidden);
}
const isAt = (page, at, value) => page.waitForFunction(([id, value]) => document.getElementById(id)?.value === value, [`field-${at}`, value]);
const fragment = (document) => {
  const packed = deflateRawSync(document);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(packed));
  return `#question=1.${Buffer.concat([check, packed]).toString("base64url")}`;
};
async function keptAs(page, read, value) {
  for (let tries = 0; tries < 200; tries += 1) {
    const question = await kept(page);
    if (question && String(read(question)) === value) return;
    await page.waitForTimeout(25);
  }
  assert.equal(String(read(await kept(page))), value);
}

async function accessible(page, state) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]);
  });
  assert.deepEqual(violations, [], state);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  assert.ok(scrollWidth <= clientWidth, `${state}: ${scrollWidth} wide in a window of ${clientWidth}`);
}

/** The whole module comes while somebody reads what the small one has made. */
async function takenOver(context) {
  const { size } = statSync(new URL("../../js/generated/uncertainty/options_appraisal_bg.wasm", import.meta.url));
  const whole = readdirSync(join(folder, "assets")).find((name) => name.endsWith(".wasm") && statSync(join(folder, "assets", name)).size === size);
  let release;
  const released = new Promise((done) => { release = done; });
  await context.route(`**/${whole}`, async (route) => {
    await released;
    await route.continue();
  });
  const page = await open(context);
  const headings = () => page.locator("#results h2").evaluateAll((all) => all.filter((heading) => heading.checkVisibility({ visibilityProperty: true })).map(({ textContent }) => textContent));
  assert.deepEqual(await headings(), ["The options side by side"]);
  await accessible(page, "before the whole module is there");

  // What is wrong is said, and what is right is worked out.
  await field(page, "service.usage.weeks").fill("60");
  await page.locator("#problems a", { hasText: "Weeks open" }).waitFor();
  const number = page.locator("#results tr", { hasText: "Net present cost: council" }).locator("button").first();
  const before = await number.textContent();
  await field(page, "service.usage.weeks").fill("45");
  await field(page, "service.premises.energy").fill("7000");
  await page.waitForFunction(([was]) => ![...document.querySelectorAll("#results button")].some(({ textContent }) => textContent === was), [before]);
  await page.locator("#problems").waitFor({ state: "hidden" });
  await number.click();
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("summary", { hasText: "More tables" }).click();
  await number.focus();
  await page.waitForTimeout(1500);

  // Where the reader is, and all that is said to those who hear the page from now on.
  await number.evaluate((button) => {
    button.scrollIntoView({ block: "center" });
    globalThis.reading = { button, text: button.textContent, top: button.getBoundingClientRect().top };
    globalThis.said = [];
    for (const region of document.querySelectorAll("[role=status], [role=alert]")) {
      new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  await page.screenshot({ path: join(screenshots, "begun.png") });
  release();
  await completed(page);
  await page.waitForTimeout(1500);
  const { text, moved, at, opened, said } = await page.evaluate(() => {
    const { button, text, top } = globalThis.reading;
    const [details] = document.querySelectorAll("#results .app-shown details");
    return { text: button.textContent === text, moved: button.getBoundingClientRect().top - top, at: document.activeElement === button, opened: details.open, said: globalThis.said };
  });
  // What draws come to is new, once they are made.
  const again = said.filter((words) => !words.includes("of draws"));
  assert.deepEqual({ text, at, opened, again }, { text: true, at: true, opened: true, again: [] });
  assert.ok(Math.abs(moved) < 2, `the number that is read has moved by ${moved} pixels`);
  assert.ok((await headings()).length >= 6, String(await headings()));
  await page.locator(".app-chart").first().scrollIntoViewIfNeeded();
  await page.locator(".app-chart svg").first().waitFor({ state: "attached" });
  await context.close();
}

const tests = {
  async "the first result is in the page before any script"() {
    const context = await reader({ javaScriptEnabled: false, width: 360, height: 740 });
    const page = await context.newPage();
    await page.goto(address);
    const table = await page.locator("#first-result table").innerText();
    assert.match(table, /Net cost to the council, all years/);
    assert.match(await page.locator("#headline").innerText(), /^Lowest net present cost to the council: ./);
    // The style sheet in the page is let in by its hash, and is in force.
    assert.doesNotMatch(await page.locator("meta[http-equiv]").getAttribute("content"), /'unsafe-/);
    assert.equal(await page.locator(".top").evaluate((top) => getComputedStyle(top).backgroundColor), "rgb(29, 79, 118)");
    await context.close();
  },

  async "the small module makes the page live, and the whole one takes over where the reader is"() {
    await takenOver(await reader({ width: 412, height: 823 }));
  },

  async "the place of the reader is kept in a browser that does not keep it"() {
    const context = await reader({ width: 412, height: 823 });
    await context.addInitScript(() => {
      const { supports } = CSS;
      CSS.supports = (...asked) => asked[0] !== "overflow-anchor" && supports.apply(CSS, asked);
      addEventListener("DOMContentLoaded", () => { document.documentElement.style.overflowAnchor = "none"; });
    });
    await takenOver(context);
  },

  async "an answer goes into the question, and what is wrong with one is said at its field"() {
    const page = await open(await reader());
    await field(page, "service.premises.energy").fill("£7,250");
    await keptAs(page, (question) => question.service.premises.energy.central, "7250");
    assert.equal((await kept(page)).service.premises.energy.source, "entered in the calculator");
    await field(page, "service.usage.weeks").fill("60");
    await field(page, "service.usage.weeks").blur();
    const link = page.locator("#problems a", { hasText: "Weeks open" });
    await link.waitFor();
    assert.match(await page.title(), /^Error: Who should run our library\?/);
    assert.match(await link.textContent(), /60 is out of bounds\. Accepted: a number from 0 to 53/);
    assert.equal(await field(page, "service.usage.weeks").getAttribute("aria-invalid"), "true");
    await accessible(page, "a wrong answer");
    await page.screenshot({ path: join(screenshots, "wrong-answer.png") });
    await link.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-service.usage.weeks");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("50");
    await page.locator("#problems").waitFor({ state: "hidden" });
    await page.context().close();
  },

  async "an option is named letter by letter, and its heading and its box say so"() {
    const page = await open(await reader());
    await field(page, "options.parish.name").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Town council");
    assert.equal(await field(page, "options.parish.name").inputValue(), "Town council");
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-options.parish.name");
    await page.getByRole("heading", { name: "Town council", exact: true }).waitFor();
    await page.getByLabel("Town council", { exact: true }).waitFor();
    await keptAs(page, (question) => question.options.parish.name, "Town council");
    await page.context().close();
  },

  async "a form that is made anew takes nothing from the field that it takes away"() {
    const page = await open(await reader());
    await field(page, "options.parish.payment").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("31");
    // The block of the field goes, with the field that somebody is in.
    await page.getByLabel("Parish council, commissioned", { exact: true }).evaluate((box) => box.click());
    await keptAs(page, (question) => "parish" in question.options, "false");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await keptAs(page, (question) => question.options.parish?.payment.central, "31");
    await page.context().close();
  },

  async "another question goes into the field that somebody is in"() {
    const page = await open(await reader());
    const energy = field(page, "service.premises.energy");
    const drop = () => page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.toml"));
      for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, readFileSync(example("sandgate.toml"), "utf8"));
    const { energy: stated } = Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).toQuestion().service.premises;
    for (const typed of ["7777", ""]) {
      await page.locator("#afresh").click();
      await page.waitForFunction(() => document.getElementById("field-service.name").value === "Our library");
      await energy.click();
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      await page.keyboard.type(typed);
      await drop();
      await page.waitForFunction(() => document.getElementById("field-service.name").value === "Sandgate Library");
      assert.equal(await energy.inputValue(), String(stated.central));
      await energy.press("Tab");
      await page.waitForTimeout(600);
      assert.deepEqual((await kept(page)).service.premises.energy, stated);
    }
    await page.context().close();
  },

  async "a payment is given year by year, a year that is emptied moves no other, and it becomes one sum again"() {
    const page = await open(await reader());
    const sum = "options.parish.payment";
    const payment = (question) => JSON.stringify([question.options.parish.payment].flat().map((year) => year?.central ?? year));
    const press = (name) => page.getByRole("button", { name: new RegExp(`^${name}\\s?: What the council pays the parish`) }).click();
    await press("Give it year by year");
    assert.equal(await page.evaluate(() => document.activeElement.id), `field-${sum}.1`);
    for (const [place, years] of [["1", "12,000"], ["2", "8 000"], ["3", "4000"]]) {
      if (place !== "1") await press("Add a year");
      assert.equal(await page.evaluate(() => document.activeElement.id), `field-${sum}.${place}`);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(years);
    }
    await keptAs(page, payment, '["12000","8000","4000"]');
    assert.match(await page.locator(`[id="field-${sum}.3-hint"]`).textContent(), /After this year it is nothing/);
    await accessible(page, "a payment year by year");
    await page.locator(`[id="field-${sum}.1"]`).scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, "by-year.png") });

    await field(page, `${sum}.2`).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Tab");
    await keptAs(page, payment, '["12000","0","4000"]');
    assert.equal(await field(page, `${sum}.2`).inputValue(), "0");
    assert.equal(await page.locator("#problems").isHidden(), true);

    await press("Remove the last year");
    await press("Remove the last year");
    await press("Remove the last year");
    assert.equal(await page.evaluate(() => document.activeElement.id), `field-${sum}`);
    await keptAs(page, ({ options: { parish } }) => "payment" in parish, "false");
    await press("Give it year by year");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("9000");
    await keptAs(page, payment, '["9000"]');
    await press("The same sum every year");
    await keptAs(page, (question) => question.options.parish.payment, "9000");
    await page.context().close();
  },

  async "a made-up range goes with its value, which is said, and a range of one's own comes and goes"() {
    const page = await open(await reader());
    const payment = (question) => { const { central, low, high } = question.options.parish.payment; return [central, low, high]; };
    await field(page, "options.parish.payment").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("12000");
    await page.keyboard.press("Tab");
    await keptAs(page, payment, "12000,,");
    assert.equal(await page.locator("#problems").isHidden(), true);
    await page.locator('[id="field-options.parish.payment-lost"]', { hasText: "The range went with it" }).waitFor();
    await accessible(page, "a range that went");
    await page.locator("summary", { hasText: "How sure are you? What the council pays the parish" }).click();
    const [least, most] = ["low", "high"].map((end) => page.locator(`[id="field-options.parish.payment-${end}"]`));
    await least.fill("9000");
    await least.press("Tab");
    await keptAs(page, payment, "12000,9000,12000");
    await most.fill("15,000");
    await most.press("Tab");
    await keptAs(page, payment, "12000,9000,15000");
    assert.equal(await page.locator("#problems").isHidden(), true);
    await least.fill("");
    await least.press("Tab");
    await keptAs(page, payment, "12000,,");
    assert.equal(await most.inputValue(), "");
    assert.equal(await page.locator("#problems").isHidden(), true);
    await page.context().close();
  },

  async "a parish can pay from its reserves, and is asked about its rates"() {
    const page = await open(await reader());
    await field(page, "options.parish.funding").selectOption("reserves");
    await keptAs(page, (question) => question.options.parish.funding, "reserves");
    await field(page, "parties.parish.rates_relief").selectOption("small_business");
    await keptAs(page, (question) => question.parties.parish.rates_relief, "small_business");
    assert.equal(await page.locator("#problems").isHidden(), true);
    await page.context().close();
  },

  async "an option that is taken out takes its body along, and brings it back"() {
    const page = await open(await reader());
    await field(page, "parties.group.reserves").fill("12345");
    const box = page.getByLabel("Community group", { exact: true });
    await box.uncheck();
    await keptAs(page, (question) => "group" in question.parties, "false");
    await box.check();
    await keptAs(page, (question) => question.parties.group?.reserves.central, "12345");
    await page.context().close();
  },

  async "what people type is taken, and what cannot be read is told in their words"() {
    const page = await open(await reader());
    const left = async (at, text) => {
      await field(page, at).fill(text);
      await field(page, at).press("Tab");
    };
    await left("service.premises.energy", "1 234");
    assert.equal(await field(page, "service.premises.energy").inputValue(), "1234");
    await left("service.pension_rate", "21.5%");
    await keptAs(page, (question) => question.service.pension_rate.central, "0.215");
    await left("options.parish.starts", "01/10/2028");
    await keptAs(page, (question) => question.options.parish.starts, "2028-10-01");
    await left("options.parish.starts", "1 April 2029");
    assert.equal(await field(page, "options.parish.starts").inputValue(), "2029-04-01");
    assert.equal(await page.locator("#problems").isHidden(), true);
    const told = async (at, text, words) => {
      await left(at, text);
      await page.locator(`[id="field-${at}-error"]`, { hasText: words }).waitFor();
      await page.locator("#problems a", { hasText: words }).waitFor();
      await page.getByRole("button", { name: /^Undo/ }).click();
      await page.locator("#problems").waitFor({ state: "hidden" });
    };
    await told("options.parish.starts", "30/02/2029", "“30/02/2029” is not a date. Accepted: a day such as 1 April 2028");
    await told("question.years", "10.5", "“10.5” is not a whole number. Accepted: a whole number from 1 to 200");
    await told("service.premises.energy", "about 100", "“about 100” is not a number; write it such as 12500, 12,500 or 1234.50");
    await told("service.pension_rate", "a fifth", "write it such as 0.2 or 20%");
    await page.context().close();
  },

  async "each leaving of a field is a step back"() {
    const page = await open(await reader());
    const energy = field(page, "service.premises.energy");
    for (const value of ["2600", "2700", "2800"]) {
      await energy.click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type(value);
      await page.keyboard.press("Tab");
    }
    for (const value of ["2700", "2600", "6000"]) {
      await page.getByRole("button", { name: /^Undo/ }).click();
      assert.equal(await energy.inputValue(), value);
    }
    await page.context().close();
  },

  async "a pay point without a figure is told at its field, and the hint says which have one"() {
    const page = await open(await reader());
    const point = field(page, "service.posts.assistants.spine_point");
    const hint = await page.locator('[id="field-service.posts.assistants.spine_point-hint"]').textContent();
    const [, words] = /points ([^;]*);/.exec(hint);
    const known = new Set(words.split(/, | and /).flatMap((run) => {
      const [from, to = from] = run.split(" to ").map(Number);
      return Array.from({ length: to - from + 1 }, (_, place) => from + place);
    }));
    const question = Appraisal.load(readFileSync(fileURLToPath(new URL("../src/templates/library.toml", import.meta.url)), "utf8")).toQuestion();
    for (let number = 1; number <= 43; number += 1) {
      question.service.posts.assistants.spine_point = number;
      const works = () => Appraisal.fromObject(question).run();
      if (known.has(number)) works();
      else assert.throws(works);
    }
    await point.fill("4");
    await point.press("Tab");
    await page.locator("#problems a", { hasText: "Pay point: There is no national figure for pay point 4. Accepted: points 1 to" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-service.posts.assistants.spine_point");
    await page.context().close();
  },

  async "the page is complete by keyboard from the first tab stop on"() {
    const page = await open(await reader());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    const seen = [];
    for (let stop = 0; stop < 15; stop += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => document.activeElement.id || document.activeElement.tagName));
    }
    for (const id of ["open", "save", "example", "afresh", "undo", "field-service.name", "field-parties.council.name"]) assert.ok(seen.includes(id), `${id} in ${seen}`);
    await page.context().close();
  },

  async "a slider that is moved and reset leaves the question as it was, and one that is moved stays"() {
    const page = await open(await reader());
    await page.locator("#example").click();
    await page.waitForFunction(() => document.getElementById("field-service.name").value === "Sandgate Library");
    await completed(page);
    const before = Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).toQuestion();
    const slider = page.locator(".app-slider", { hasText: "Energy" }).filter({ hasText: "£6,200" });
    const box = slider.locator("input[type=text]");
    await box.fill("6700");
    await box.press("Tab");
    await keptAs(page, (question) => question.service.premises.energy.central, "6700");
    assert.deepEqual((await kept(page)).service.premises.energy, { central: 6700, source: "entered in the calculator" });
    assert.match(await slider.innerText(), /Moved from £6,200, and taken as certain now\. “Reset” brings back what it was: £6,200, from £4,500 to £8,500/);
    assert.doesNotMatch(await slider.innerText(), /in the question;/);
    await accessible(page, "a slider that was moved");

    // An answer in the form: the slider stays where it is, and knows where it was.
    await field(page, "service.usage.weeks").fill("50");
    await keptAs(page, (question) => question.service.usage.weeks.central, "50");
    await page.waitForTimeout(800);
    assert.equal(await box.inputValue(), "6700");
    assert.match(await slider.innerText(), /Moved from £6,200/);
    const shown = Appraisal.fromObject(await kept(page)).run().toObject().options[1].views[0].economic.net_present_cost;
    const whole = Number(shown).toLocaleString("en-GB", { maximumFractionDigits: 0 });
    assert.match(await page.locator("#results tr", { hasText: "Net present cost: council" }).innerText(), new RegExp(whole));
    await slider.getByRole("button", { name: /^Reset/ }).click();
    await keptAs(page, (question) => question.service.premises.energy.low, String(before.service.premises.energy.low));
    const expected = structuredClone(before);
    expected.service.usage.weeks = { ...before.service.usage.weeks, central: "50", source: "entered in the calculator" };
    assert.deepEqual(await kept(page), expected);
    assert.match(await slider.innerText(), /£6,200 in the question; from £4,500 to £8,500/);

    // The way back leads over the same steps: the answer, and all moves before it as one.
    for (const [what, central, low] of [["move of a slider", "6700", "undefined"], ["Weeks open", "6700", "undefined"], ["move of a slider", "6200", "4500"]]) {
      assert.match(await page.locator("#undo").innerText(), new RegExp(what));
      await page.locator("#undo").click();
      await keptAs(page, ({ service: { premises: { energy } } }) => `${energy.central} ${energy.low}`, `${central} ${low}`);
      await page.waitForTimeout(800);
      assert.equal(await box.inputValue(), central);
    }
    assert.deepEqual(await kept(page), before);

    // Moved and reset in one go: there is nothing to take back.
    const undo = await page.locator("#undo").innerText();
    await box.fill("6700");
    await box.press("Tab");
    await keptAs(page, (question) => question.service.premises.energy.central, "6700");
    await slider.getByRole("button", { name: /^Reset/ }).click();
    await keptAs(page, (question) => question.service.premises.energy.central, "6200");
    assert.deepEqual(await kept(page), before);
    assert.equal(await page.locator("#undo").innerText(), undo);
    await page.context().close();
  },

  async "options come and go, and come back with what was said of them"() {
    const page = await open(await reader());
    await page.locator("#example").click();
    await page.waitForFunction(() => document.getElementById("field-service.name").value === "Sandgate Library");
    const before = Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).toQuestion();
    const box = page.getByLabel("Community group", { exact: true });
    await box.uncheck();
    await keptAs(page, (question) => Object.keys(question.options), "council,parish,trust,hub");
    assert.equal((await kept(page)).criteria.scores.community, undefined);
    await box.check();
    await keptAs(page, (question) => "community" in question.options, "true");
    assert.deepEqual((await kept(page)).criteria.scores.community, before.criteria.scores.community);
    assert.equal(await page.locator("#problems").isHidden(), true);
    await accessible(page, "the Sandgate example");
    await page.screenshot({ path: join(screenshots, "sandgate.png") });
    await page.context().close();
  },

  async "a link gives the same bytes of result, and opening it leaves earlier work"() {
    const context = await reader({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await open(context);
    await field(page, "service.premises.energy").fill("7777");
    await field(page, "service.name").fill("<img src=x onerror=\"document.title='taken'\"><b>Library</b>");
    await page.locator("#share summary").click();
    await page.locator("#share-make").click();
    await page.locator("#share-status", { hasText: "copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, await page.locator("#share-link").inputValue());
    await accessible(page, "a link that was made");
    const question = await kept(page);

    const other = await open(await reader(), link);
    await other.waitForFunction(() => location.hash === "");
    assert.equal(await field(other, "service.premises.energy").inputValue(), "7777");
    await field(other, "service.usage.weeks").fill("50");
    await keptAs(other, (question) => question.service.usage.weeks.central, "50");
    await field(other, "service.usage.weeks").fill("51");
    await keptAs(other, (question) => question.service.usage.weeks.central, "51");
    const opened = await kept(other);
    opened.service.usage.weeks.source = question.service.usage.weeks.source;
    assert.equal(Appraisal.fromObject(opened).run().json, Appraisal.fromObject(question).run().json);
    // Names are text, whatever they hold.
    assert.equal(await other.locator("main img, main b").count(), 0);
    assert.notEqual(await other.title(), "taken");

    for (const broken of [link.slice(0, -9), `${link.slice(0, 60)}!${link.slice(61)}`, `${address}#question=1.`, `${address}#question=${"A".repeat(600_000)}`]) {
      await other.evaluate((to) => { location.href = to; }, broken);
      await said(other, /The link (is not complete|holds more)/);
      assert.equal(await field(other, "service.premises.energy").inputValue(), "7777");
      await other.getByRole("button", { name: "Close this message" }).click();
    }
    await other.context().close();
    await context.close();
  },

  async "a link of sixty thousand options is told what is wrong with it, and the page works on"() {
    const page = await open(await reader());
    await field(page, "service.premises.energy").fill("7777");
    await keptAs(page, (question) => question.service.premises.energy.central, "7777");
    const question = await kept(page);
    for (let number = 0; number < 60_000; number += 1) question.options[`o${number}`] = { model: "trust", contract: [1, 2] };
    const link = address + fragment(JSON.stringify({ library: "0.1.0", question }));
    await page.evaluate((to) => { location.href = to; }, link);
    await page.locator("#problems li", { hasText: "entries" }).waitFor();
    await page.locator("#afresh").click();
    await page.waitForFunction(() => document.getElementById("problems").hidden);
    assert.equal(await field(page, "service.premises.energy").inputValue(), "6000");
    await page.context().close();
  },

  async "files: what cannot be read is told once and changes nothing; what can is shown"() {
    const page = await open(await reader());
    const files = {
      "junk.toml": "x".repeat(5_000_000),
      "deep.toml": "a = [".repeat(300_000),
      "zip.xlsx": Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100_000, 7)]),
      "picture.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]),
    };
    for (const [name, content] of Object.entries(files)) {
      const file = join(scratch, name);
      writeFileSync(file, content);
      const begun = performance.now();
      await page.locator("#open-file").setInputFiles(file);
      await page.locator("#file-problems h2", { hasText: `${name} was not opened` }).waitFor();
      assert.ok(performance.now() - begun < 5000, `${name} took ${performance.now() - begun} ms`);
      assert.equal(await field(page, "service.name").inputValue(), "Our library");
    }
    await accessible(page, "a file that was refused");
    await page.locator("#open-file").setInputFiles(example("county.toml"));
    await page.waitForFunction(() => document.getElementById("field-question.title").value.includes("county"));
    assert.equal(await page.locator("#file-problems").isHidden(), true);
    await page.getByRole("button", { name: /^Undo/ }).click();
    assert.equal(await field(page, "service.name").inputValue(), "Our library");

    const workbook = join(scratch, "sandgate.xlsx");
    const energy = { "service.premises.energy": "8100" };
    writeFileSync(workbook, Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).replace(energy).run().toWorkbook());
    await page.locator("#open-file").setInputFiles(workbook);
    await page.waitForFunction(() => document.getElementById("field-service.premises.energy").value === "8100");
    await page.locator("#afresh").click();

    // Dropped on the page, as from a window of files.
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.toml"));
      for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, readFileSync(example("sandgate.toml"), "utf8"));
    await page.waitForFunction(() => document.getElementById("field-service.name").value === "Sandgate Library");

    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
    assert.equal(download.suggestedFilename(), "who-should-run-sandgate-library.toml");
    const saved = Appraisal.load(readFileSync(await download.path(), "utf8"));
    assert.equal(saved.run().json, Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).run().json);

    // What is not complete is saved as it stands, and opened again with its problem at the field.
    await field(page, "service.usage.weeks").fill("sixty");
    const [draft] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
    await page.locator("#afresh").click();
    await page.locator("#open-file").setInputFiles(await draft.path());
    await page.locator("#problems a", { hasText: "sixty" }).waitFor();
    await page.context().close();
  },

  async "work is kept, and a store that is full is told once"() {
    const context = await reader();
    const page = await open(context);
    await field(page, "service.name").fill("Kept Library");
    await keptAs(page, (question) => question.service.name, "Kept Library");
    await page.reload();
    await page.getByRole("button", { name: /^Go on with/ }).click();
    await page.waitForFunction(() => document.getElementById("field-service.name").value === "Kept Library");
    await context.close();

    const full = await reader();
    await full.addInitScript(() => {
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    });
    const other = await open(full);
    await field(other, "service.name").fill("Not kept");
    await said(other, "does not keep your work");
    await field(other, "service.name").fill("Not kept either");
    await field(other, "service.premises.energy").fill("9000");
    await field(other, "service.premises.energy").blur();
    assert.equal((await notices(other)).length, 1);
    assert.equal(await field(other, "service.name").inputValue(), "Not kept either");
    await accessible(other, "a notice");
    await full.close();
  },

  async "work stays when something else is opened, when the page is loaded again, and beside another tab"() {
    const context = await reader();
    const page = await open(context);
    const names = async (page) => (await works(page)).map(({ service }) => service.name);
    await field(page, "service.name").fill("Work of the first day");
    // At once: what waits to be kept is kept before something else comes.
    await page.locator("#example").click();
    await isAt(page, "service.name", "Sandgate Library");
    await page.waitForTimeout(600);
    assert.deepEqual(await names(page), ["Work of the first day"], "an example that is only looked at is no work");
    await field(page, "service.name").fill("Sandgate, changed");
    await keptAs(page, (question) => question.service.name, "Sandgate, changed");
    await page.locator("#afresh").click();
    await field(page, "service.name").fill("Begun afresh");
    await keptAs(page, (question) => question.service.name, "Begun afresh");
    assert.deepEqual(await names(page), ["Begun afresh", "Sandgate, changed", "Work of the first day"]);
    for (const name of ["Day 2", "Day 3"]) {
      await reloaded(page);
      await field(page, "service.name").fill(name);
      await keptAs(page, (question) => question.service.name, name);
    }
    const tab = await open(context);
    await field(tab, "service.name").fill("Another tab");
    await keptAs(tab, (question) => question.service.name, "Another tab");
    await field(page, "service.name").fill("Day 3, on");
    await keptAs(page, (question) => question.service.name, "Day 3, on");
    assert.deepEqual(await names(page), ["Day 3, on", "Another tab", "Day 2", "Begun afresh", "Sandgate, changed", "Work of the first day"]);
    await tab.close();

    await reloaded(page);
    await page.locator("#notices p", { hasText: "There is earlier work" }).waitFor();
    const offers = await page.locator("#notices button", { hasText: "Go on with" }).allTextContents();
    assert.equal(new Set(offers).size, 3, String(offers));
    await page.locator("#kept summary").click();
    const all = page.locator("#kept-works button");
    await all.nth(5).waitFor();
    assert.equal(await all.count(), 6);
    await accessible(page, "the works that are kept");
    await page.screenshot({ path: join(screenshots, "kept.png") });
    await all.last().click();
    await isAt(page, "service.name", "Work of the first day");
    await field(page, "service.name").fill("The first day, gone on with");
    await keptAs(page, (question) => question.service.name, "The first day, gone on with");
    assert.equal((await works(page)).length, 6);

    // On a computer that others use.
    await page.locator("#kept summary").click();
    assert.match(await page.locator("#kept-works li").first().textContent(), /this is what you are working on/);
    await page.locator("#kept-remove").click();
    await accessible(page, "before the works are removed");
    assert.equal(await page.evaluate(() => document.activeElement.id), "kept-yes");
    await page.locator("#kept-no").click();
    assert.equal((await works(page)).length, 6);
    await page.locator("#kept-remove").click();
    await page.keyboard.press("Enter");
    await page.locator("#kept-status", { hasText: "No work is kept" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /^Go on with/ }).count(), 0);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await reloaded(page);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.deepEqual(await notices(page), []);
    await context.close();
  },

  async "the way back from another question leads to the work that was, in its own entry"() {
    const page = await open(await reader());
    await field(page, "service.name").fill("My work");
    await page.locator("#afresh").click();
    await isAt(page, "service.name", "Our library");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await isAt(page, "service.name", "My work");
    await field(page, "service.name").fill("My work, on");
    await keptAs(page, (question) => question.service.name, "My work, on");
    assert.equal((await works(page)).length, 1);
    await page.context().close();
  },

  async "once there is room again, work is kept again"() {
    const context = await reader();
    await context.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (...item) {
        if (globalThis.full) throw new DOMException("full", "QuotaExceededError");
        setItem.apply(this, item);
      };
      globalThis.full = true;
    });
    const page = await open(context);
    await field(page, "service.name").fill("Not kept");
    await said(page, "does not keep your work");
    await page.evaluate(() => { globalThis.full = false; });
    await field(page, "service.name").fill("Kept");
    await keptAs(page, (question) => question.service.name, "Kept");
    assert.deepEqual(await notices(page), []);
    await context.close();
  },

  async "a file that is something else is told as what it is, and the message goes with the next question"() {
    const page = await open(await reader());
    const appraisal = Appraisal.load(readFileSync(example("sandgate.toml"), "utf8"));
    const draft = JSON.stringify(appraisal.toQuestion()).replace(/"weeks":/, '"weekz":');
    const nested = (depth) => JSON.stringify({ ...appraisal.toQuestion(), notes: "HERE" }).replace('"HERE"', "[".repeat(depth) + "]".repeat(depth));
    const files = [
      ["results.json", appraisal.run().json, /holds results, and not the question.*Save as a file/],
      ["sandgate.sheet.json", appraisal.toSheet(), /is a sheet.*Save as a file/],
      ["deep.json", nested(50_000), /too deep/],
      ["deeper.json", nested(100_000), /too deep/],
      ["twice.json", draft.replace('"question":{', '"question":{"title":"The first of two",'), /question\.title, line 1: the key stands twice/],
    ];
    for (const [name, content, words] of files) {
      writeFileSync(join(scratch, name), content);
      await page.locator("#open-file").setInputFiles(join(scratch, name));
      await page.locator("#file-problems h2", { hasText: `${name} was not opened` }).waitFor();
      assert.match(await page.locator("#file-problems li").first().textContent(), words);
      assert.equal(await field(page, "service.name").inputValue(), "Our library");
    }
    await page.locator("#afresh").click();
    await page.locator("#file-problems").waitFor({ state: "hidden" });
    // A draft whose keys stand once is still opened, with its problem at the field.
    await page.locator("#open-file").setInputFiles(join(scratch, "twice.json"));
    await page.locator("#file-problems").waitFor();
    writeFileSync(join(scratch, "draft.json"), draft);
    await page.locator("#open-file").setInputFiles(join(scratch, "draft.json"));
    await isAt(page, "service.name", "Sandgate Library");
    assert.equal(await page.locator("#file-problems").isHidden(), true);
    await page.locator("#problems li", { hasText: "weekz" }).waitFor();

    for (const depth of [50_000, 100_000]) {
      const link = address + fragment(`{"library":"0.1.0","question":${nested(depth)}}`);
      await page.evaluate((to) => { location.href = to; }, link);
      await said(page, "too deep inside one another");
      assert.equal(await field(page, "service.name").inputValue(), "Sandgate Library");
      await page.locator("#afresh").click();
      await page.locator("#notices p").waitFor({ state: "detached" });
      await page.getByRole("button", { name: /^Undo/ }).click();
      await isAt(page, "service.name", "Sandgate Library");
    }
    await page.context().close();
  },

  async "a question that cannot be shown does not take the place of the one that stands"() {
    const page = await open(await reader());
    await completed(page);
    await field(page, "service.name").fill("My work");
    await field(page, "service.name").blur();
    // The results are done with what they make.
    await page.waitForTimeout(3000);
    // Whatever it is that goes wrong while the form is made.
    await page.evaluate(() => {
      const { createElement } = document;
      document.createElement = (...what) => {
        document.createElement = createElement;
        throw new RangeError(`${what[0]} cannot be made`);
      };
    });
    await page.locator("#open-file").setInputFiles(example("county.toml"));
    await said(page, "What was here before is still here");
    assert.match(failed.splice(0).join(), /cannot be made/);
    assert.equal(await field(page, "service.name").inputValue(), "My work");
    await field(page, "service.premises.energy").fill("7777");
    await keptAs(page, (question) => `${question.service.name} ${question.service.premises.energy.central}`, "My work 7777");
    await page.context().close();
  },

  async "on a phone the result is said once: below while the questions are read, at its place while it is in sight"() {
    const page = await open(await reader({ width: 360, height: 740 }));
    await completed(page);
    const bar = page.locator("#result-bar");
    const leaders = () => page.evaluate(() => [...document.querySelectorAll(".app-leader")].filter((leader) => {
      const { top, bottom } = leader.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }).length);
    await bar.waitFor();
    assert.equal(await leaders(), 0);
    await page.locator("#to-results").click();
    await bar.waitFor({ state: "hidden" });
    assert.equal(await leaders(), 1);
    await page.locator("#slider-0").scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    assert.equal(await bar.isHidden(), true);
    await page.evaluate(() => scrollTo(0, 0));
    await bar.waitFor();
    await page.context().close();
  },

  async "an unbroken name of any length makes no page wider"() {
    const question = Appraisal.load(readFileSync(example("sandgate.toml"), "utf8")).toQuestion();
    for (const [width, letters] of [[320, 58], [320, 10_000], [1280, 10_000]]) {
      const name = "W".repeat(letters);
      const named = structuredClone(question);
      named.question.title = `T${name}`;
      named.options.trust.name = name;
      named.options.hub.name = `${name.slice(1)}x`;
      named.parties.kcc.name = `K${name.slice(1)}`;
      const page = await open(await reader({ width, height: 740 }), address + fragment(JSON.stringify({ library: "0.1.0", question: named })));
      await page.waitForTimeout(1500);
      await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
      await page.waitForTimeout(500);
      const wide = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        const scrolled = [...document.querySelectorAll("body :not(input, select, .govuk-visually-hidden, svg *)")].filter((box) => box.scrollWidth > 4000 && getComputedStyle(box).overflowX !== "visible").map((box) => [box.className, box.scrollWidth]);
        return { clientWidth, scrollWidth, scrolled };
      });
      await page.screenshot({ path: join(screenshots, `name-${width}-${letters}.png`) });
      assert.ok(wide.scrollWidth <= wide.clientWidth, `${letters} letters at ${width}: ${JSON.stringify(wide)}`);
      assert.deepEqual(wide.scrolled, [], `${letters} letters at ${width}`);
      await page.context().close();
    }
  },

  async "the page works without a network, and a newer version takes over whole"() {
    const context = await reader();
    const page = await open(context);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await context.setOffline(true);
    await page.reload();
    await page.waitForFunction(() => document.getElementById("first-result").hidden);
    await page.locator("#example").click();
    await page.waitForFunction(() => document.getElementById("field-service.name").value === "Sandgate Library");
    await context.setOffline(false);

    // Another version, of which one file is not what its list says: the old one stays.
    const aside = join(scratch, "before");
    cpSync(folder, aside, { recursive: true });
    try {
      const [worker, html] = [readFileSync(join(folder, "sw.js"), "utf8"), readFileSync(join(folder, "index.html"), "utf8")];
      rmSync(join(folder, "index.html.br"), { force: true });
      rmSync(join(folder, "sw.js.br"), { force: true });
      writeFileSync(join(folder, "index.html"), html.replace("</h1>", " (newer)</h1>"));
      writeFileSync(join(folder, "sw.js"), worker.replace(/VERSION = "\w+"/, 'VERSION = "broken"'));
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        const worker = registration.installing;
        if (worker) await new Promise((done) => worker.addEventListener("statechange", done));
      });
      await page.reload();
      assert.doesNotMatch(await page.locator("h1").textContent(), /newer/);

      const { createHash } = await import("node:crypto");
      const hash = createHash("sha256").update(readFileSync(join(folder, "index.html"))).digest("base64");
      const old = createHash("sha256").update(html).digest("base64");
      writeFileSync(join(folder, "sw.js"), worker.replace(/VERSION = "\w+"/, 'VERSION = "newer"').replace(old, hash));
      await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
      await said(page, "A newer version");
      await page.reload();
      assert.doesNotMatch(await page.locator("h1").textContent(), /newer/);
      await page.getByRole("button", { name: "Use the newer version" }).click();
      await page.locator("h1", { hasText: "newer" }).waitFor();
    } finally {
      rmSync(folder, { recursive: true });
      cpSync(aside, folder, { recursive: true });
    }
    await context.close();
  },

  async "every width, by day and by night, at 200 per cent and in high contrast"() {
    const looks = [
      { width: 320, height: 640 },
      { width: 768, height: 1024 },
      { width: 1280, height: 900 },
      { width: 1280, height: 900, colorScheme: "dark" },
      { width: 320, height: 640, colorScheme: "dark" },
      { width: 640, height: 450, deviceScaleFactor: 2 },
      { width: 1280, height: 900, forcedColors: "active", reducedMotion: "reduce" },
    ];
    for (const look of looks) {
      const page = await open(await reader(look));
      await completed(page);
      const name = Object.values(look).join("-");
      await page.screenshot({ path: join(screenshots, `page-${name}.png`) });
      await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
      await accessible(page, name);
      await page.locator("#results-heading").evaluate((heading) => heading.scrollIntoView());
      await page.screenshot({ path: join(screenshots, `results-${name}.png`) });
      await page.context().close();
    }
  },
};

let wrong = 0;
const asked = process.argv.slice(2).join(" ");
for (const [name, test] of Object.entries(tests)) {
  if (!name.includes(asked)) continue;
  try {
    await test();
    assert.deepEqual(strayed.splice(0), [], "requests beyond the page's own origin");
    assert.deepEqual(failed.splice(0), [], "errors in the page");
    console.log(`ok: ${name}`);
  } catch (error) {
    wrong += 1;
    strayed.length = 0;
    failed.length = 0;
    console.error(`NOT OK: ${name}\n${error.stack}`);
  }
}
await end();
rmSync(scratch, { recursive: true });
process.exitCode = wrong > 0 ? 1 : 0;
