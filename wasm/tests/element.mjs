// The custom element in a browser, under a strict policy and without a network: what it shows, what it tells the page,
// and how it is driven.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Appraisal, AppraisalError } from "../js/index.js";
import { Sheet } from "../js/sheet.js";
import { launch, open, root, serve } from "./site.mjs";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ENERGY = "service.premises.energy";
const HOURS = "service.usage.staffed_hours";
const text = readFileSync(join(root, "docs/examples/sandgate.toml"), "utf8");
const sandgate = Appraisal.load(text);
const laidOut = sandgate.toSheet();
const sheet = Sheet.open(laidOut);
const out = process.env.ELEMENT_OUT;
if (out) mkdirSync(out, { recursive: true });

// A page as a webmaster writes it, with a script that writes down what the element tells.
const page = (body, head = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Libraries</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <script src="/recorder.js"></script>${head}</head><body><main><h1>Our libraries</h1>${body}</main></body></html>`;
const SCRIPT = '<script type="module" src="/wasm/js/element.js"></script>';
const recorder = `window.told = [];
for (const name of ["result", "change", "error"]) {
  document.addEventListener(name, ({ target, detail }) => told.push({
    name, id: target.id, values: detail?.values, problems: detail?.problems, json: detail?.outcome?.json, title: detail?.result?.title,
  }), true);
}`;
const hostile = text.replace('title = "Who should run Sandgate Library?"', `title = '<img src=x onerror="alert(1)">'`)
  .replace('name = "Community group"', `name = '</td></table><script>alert(2)</script>'`)
  .replace('name = "Friends of Sandgate Library"', `name = '"><svg onload=alert(3)>'`)
  .replace('title = "Library supervisor"', `title = '<b onclick=alert(4)>bold</b>'`);
assert.ok(["alert(1)", "alert(2)", "alert(3)", "alert(4)"].every((word) => hostile.includes(word)));

const pages = {
  "/": page(`<options-appraisal id="one" src="sandgate.toml" inputs="${ENERGY} ${HOURS}" explain></options-appraisal>`, SCRIPT),
  "/laid-out": page(`<options-appraisal id="one" src="sandgate.sheet.json" inputs="${ENERGY} ${HOURS}=20..40" explain></options-appraisal>`, SCRIPT),
  "/laid-out-child": page(`<options-appraisal id="one"><script type="application/json">${laidOut.replaceAll("<", "\\u003c")}</script></options-appraisal>`, SCRIPT),
  "/plain": page('<options-appraisal id="one" src="sandgate.toml"></options-appraisal>', SCRIPT),
  "/slots": page(`<options-appraisal id="one" src="sandgate.toml" inputs="${ENERGY}"><h2 slot="heading">Sandgate</h2>
    <span slot="${ENERGY}">What heating costs</span><p slot="footer">Figures of the council</p></options-appraisal>`, SCRIPT),
  "/hostile": page(`<options-appraisal id="one" src="hostile.toml" inputs="${ENERGY}" explain></options-appraisal>`, SCRIPT),
  "/child": page(`<options-appraisal id="one"><script type="text/toml">${text}</script></options-appraisal>`, SCRIPT),
  "/themed": page('<options-appraisal id="one" class="themed" src="sandgate.toml" inputs="service.premises.energy"></options-appraisal>', `${SCRIPT}<link rel="stylesheet" href="/theme.css">`),
  "/two": page(`<options-appraisal id="one" src="sandgate.toml" inputs="${ENERGY}"></options-appraisal>
    <options-appraisal id="two" src="sandgate.toml" inputs="${ENERGY}"></options-appraisal>`, SCRIPT + SCRIPT.replace("element.js", "element.js?again")),
  "/quiet": `<!doctype html><title>Quiet</title>${SCRIPT}<options-appraisal id="one" src="sandgate.toml" inputs="${ENERGY}" explain></options-appraisal>`,
  "/empty": page('<options-appraisal id="one"></options-appraisal>', SCRIPT),
  "/undefined": page('<options-appraisal id="one"></options-appraisal>'),
  "/recorder.js": recorder,
  "/theme.css": `.themed { --options-appraisal-font: serif; --options-appraisal-text: rgb(1, 2, 3); --options-appraisal-background: rgb(250, 251, 252);
    --options-appraisal-space: 40px; --options-appraisal-radius: 7px; --options-appraisal-focus: rgb(200, 0, 0); --options-appraisal-line: rgb(9, 9, 9);
    --options-appraisal-accent: rgb(0, 90, 0); --options-appraisal-error: rgb(120, 0, 0); --options-appraisal-font-size: 20px; }
    .themed::part(title) { letter-spacing: 3px; }`,
  "/sandgate.toml": text,
  "/sandgate.sheet.json": laidOut,
  "/hostile.sheet.json": Appraisal.load(hostile).toSheet(),
  "/later.sheet.json": laidOut.replace('"options_appraisal_sheet": 1', '"options_appraisal_sheet": 2'),
  "/hostile.toml": hostile,
  "/other.toml": text.replaceAll("Who should run Sandgate Library?", "Another question"),
  "/corrupt.toml": "[question]\nyears = -1\n\0",
  "/binary.toml": "\0\u0001[[[[",
  "/page.toml": "<!doctype html><title>Sign in</title>",
};
const site = await serve({ "/wasm/": join(root, "wasm") }, (path, url) => {
  if (path === "/slow.toml") return { body: text.replaceAll("Who should run", "Too late for"), delay: 700 };
  return url.startsWith("/wasm/") ? undefined : pages[path];
});
const browser = await launch();

async function visit(path, { wait = true } = {}) {
  const { tab, wrong } = await open(browser, site.origin);
  await tab.goto(site.origin + path);
  if (wait) await tab.waitForFunction(() => document.querySelector("#one")?.outcome || document.querySelector("#one")?.shadowRoot?.querySelector("#problems:not([hidden])"));
  return { tab, wrong };
}
const told = (tab, name) => tab.evaluate((name) => window.told.filter((event) => event.name === name), name);
const row = (tab, label, id = "one") => tab.evaluate(([id, label]) => {
  const rows = [...document.getElementById(id).shadowRoot.querySelectorAll("tr")];
  return [...rows.find((row) => row.cells[0].textContent === label).cells].slice(1).map((cell) => cell.innerText);
}, [id, label]);
// Pounds as they are printed, from the exact text of the result.
const pounds = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0, roundingMode: "halfEven" });
const costs = (appraisal) => appraisal.run().toObject().options.map(({ views }) => pounds.format(views[0].economic.net_present_cost));

async function accessible(tab, state, contrast = true) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(([tags, contrast]) => window.axe.run({ runOnly: tags, rules: { "color-contrast": { enabled: contrast } } }), [TAGS, contrast]);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), [], `barriers in state ${state}`);
  if (out) await tab.screenshot({ path: join(out, `${state}.png`), fullPage: true });
}

const tests = {
  async "two lines of HTML show what Node works out"() {
    const { tab, wrong } = await visit("/plain");
    const [result] = await told(tab, "result");
    assert.equal(result.json, sandgate.run().json);
    assert.equal(result.title, "Who should run Sandgate Library?");
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(sandgate));
    assert.equal(await tab.locator("options-appraisal button:visible").count(), 0);
    await accessible(tab, "plain");
    return { tab, wrong };
  },

  async "a slider is driven by keyboard, and the answer follows"() {
    const { tab, wrong } = await visit("/");
    const slider = tab.getByRole("slider", { name: "Premises: energy" });
    const box = tab.getByRole("spinbutton", { name: "Premises: energy" });
    assert.deepEqual(await slider.evaluate(({ min, max, value }) => [min, max, value]), ["4500", "8500", "6200"]);
    await tab.locator("#one summary").click();
    await slider.focus();
    await tab.keyboard.press("ArrowRight");
    assert.equal(await box.inputValue(), "6210");
    await tab.keyboard.press("End");
    const [first, last] = await told(tab, "change");
    assert.deepEqual([first.values, last.values], [{ [ENERGY]: "6210" }, { [ENERGY]: "8500" }]);
    const expected = sandgate.replace({ [ENERGY]: "8500" });
    assert.equal((await told(tab, "result")).at(-1).json, expected.run().json);
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(expected));
    assert.notDeepEqual(costs(expected), costs(sandgate));
    assert.ok(await tab.locator("#one details").evaluate(({ open }) => open), "what was open was shut");
    // It is announced once the slider rests, by who comes first.
    const first_name = expected.run().toObject().options.find(({ rank }) => rank === "1").name;
    await tab.getByText(`Results updated. First by net present cost to the council: ${first_name}.`).waitFor();
    assert.equal(await tab.evaluate(() => document.querySelector("#one").appraisal.toQuestion().service.premises.energy.central), 8500);
    await accessible(tab, "changed");
    await tab.getByRole("button", { name: "Back to the values as given" }).press("Enter");
    assert.equal(await box.inputValue(), "6200");
    assert.equal((await told(tab, "result")).at(-1).json, sandgate.run().json);
    assert.deepEqual((await told(tab, "change")).at(-1).values, { [ENERGY]: "6200", [HOURS]: "25.5" });
    return { tab, wrong };
  },

  async "a slider is dragged, and each place that it passes is shown"() {
    const { tab, wrong } = await visit("/");
    const slider = tab.getByRole("slider", { name: "Premises: energy" });
    const { x, y, width, height } = await slider.boundingBox();
    await tab.evaluate(() => {
      window.times = [];
      const element = document.querySelector("#one");
      element.shadowRoot.addEventListener("input", () => { window.begun = performance.now(); }, true);
      element.addEventListener("change", () => window.times.push(performance.now() - window.begun));
    });
    await tab.mouse.move(x + width * 0.4, y + height / 2);
    await tab.mouse.down();
    for (let step = 0; step <= 50; step += 1) await tab.mouse.move(x + width * (0.4 + step / 100), y + height / 2);
    await tab.mouse.up();
    const changes = await told(tab, "change");
    const value = await slider.inputValue();
    assert.ok(changes.length > 20, `${changes.length} changes of 50 moves`);
    assert.equal(changes.at(-1).values[ENERGY], value);
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(sandgate.replace({ [ENERGY]: value })));
    const times = (await tab.evaluate(() => window.times)).sort((a, b) => a - b);
    console.log(`  an input event to the table: p50 ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);
    return { tab, wrong };
  },

  async "a value that is refused says where, what and what else, and loses nothing"() {
    const { tab, wrong } = await visit("/");
    const box = tab.getByRole("spinbutton", { name: "Premises: energy" });
    const before = await row(tab, "Net present cost: council");
    await box.fill("-5");
    const problems = await told(tab, "error");
    let expected;
    assert.throws(() => sandgate.replace({ [ENERGY]: "-5" }), (error) => { expected = error.problems; return error instanceof AppraisalError; });
    assert.deepEqual(problems.at(-1).problems, expected);
    const alert = await tab.getByRole("alert").innerText();
    for (const word of [ENERGY, expected[0].message, expected[0].accepted, "last values"]) assert.ok(alert.includes(word), word);
    assert.equal(await box.getAttribute("aria-invalid"), "true");
    assert.deepEqual(await row(tab, "Net present cost: council"), before);
    await accessible(tab, "refused");
    // A second mistake is told beside the first; both stay until both are right.
    await tab.getByRole("spinbutton", { name: "Usage: staffed hours" }).fill("-1");
    assert.deepEqual((await told(tab, "error")).at(-1).problems.map(({ address }) => address), [ENERGY, HOURS]);
    await box.fill("7000");
    assert.deepEqual((await told(tab, "error")).at(-1).problems.map(({ address }) => address), [HOURS]);
    await tab.getByRole("spinbutton", { name: "Usage: staffed hours" }).fill("26");
    assert.equal(await tab.getByRole("alert").count(), 0);
    assert.equal(await box.getAttribute("aria-invalid"), "false");
    assert.deepEqual((await told(tab, "change")).map(({ values }) => values), [{ [ENERGY]: "7000", [HOURS]: "26" }]);
    assert.equal((await told(tab, "result")).at(-1).json, sandgate.replace({ [ENERGY]: "7000", [HOURS]: "26" }).run().json);
    return { tab, wrong };
  },

  async "every number of the comparison is explained, and by the right row"() {
    const { tab, wrong } = await visit("/");
    // Eleven measures and ten years, of five options; and a county, which has shared costs, packages and other names.
    const county = readFileSync(join(root, "docs/examples/county.toml"), "utf8");
    for (const [question, least] of [[county, 50], [text, (11 + 10) * 5]]) {
      const told = tab.evaluate(() => new Promise((resolve) => document.addEventListener("result", resolve, { once: true })).then(() => true));
      await tab.evaluate((question) => { const one = document.querySelector("#one"); one.inputs = ""; one.question = question; }, question);
      await told;
      await tab.locator("#one details").first().evaluate((details) => { details.open = true; });
      await tab.locator("#one details table").first().waitFor();
      const numbers = await tab.locator("#one button[data-address]").evaluateAll((all) =>
        all.map(({ dataset: { address, year }, textContent }) => ({ address, year, shown: textContent })));
      assert.ok(numbers.length >= least, `${numbers.length} numbers`);
      const outcome = Appraisal.load(question).run();
      for (const { address, year, shown } of numbers) {
        const exact = outcome.explain(address, year).toObject().value.replaceAll(",", "");
        const places = shown.split(".")[1]?.length ?? 0;
        const printed = new Intl.NumberFormat("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places, roundingMode: "halfEven" }).format(exact);
        assert.equal(shown, printed, `${address} ${year ?? ""}`);
      }
    }
    const asked = tab.locator('#one button[data-address="options.parish.net_cost.kcc"][data-year="2029/30"]');
    await asked.focus();
    await tab.keyboard.press("Enter");
    const dialog = tab.getByRole("dialog", { name: "Net cost in cash: Kent County Council, 2029/30 = 56,061.14 £" });
    await dialog.waitFor();
    // Down to a figure of the nation, by keyboard.
    for (const part of ["Net recurring cost: Kent County Council, 2029/30", "Library supervisor: pay, 2029/30", "Library supervisor: pay for a full year", "NJC pay spine, point 12, full-time"]) {
      const summary = dialog.locator("summary", { hasText: part }).first();
      await summary.focus();
      await tab.keyboard.press("Enter");
    }
    await dialog.getByText("From a national figure; verified").first().waitFor();
    await accessible(tab, "explained");
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await asked.evaluate((button) => button.getRootNode().activeElement === button), "the focus did not come back");
    // New numbers take the place of the old ones under the reader's focus.
    await tab.evaluate((address) => document.querySelector("#one").replace({ [address]: 8000 }), ENERGY);
    assert.ok(await asked.evaluate((button) => button.getRootNode().activeElement === button), "the focus was lost");
    await tab.evaluate(() => { document.querySelector("#one").explain = false; });
    assert.equal(await tab.locator("#one button[data-address]").count(), 0);
    return { tab, wrong };
  },

  async "what a user wrote is shown as text"() {
    const { tab, wrong } = await visit("/hostile");
    const shown = await tab.locator("#one").evaluate(({ shadowRoot }) => shadowRoot.textContent);
    for (const word of ['<img src=x onerror="alert(1)">', "</td></table><script>alert(2)</script>", '"><svg onload=alert(3)>']) assert.ok(shown.includes(word), word);
    await tab.locator("#one button[data-address='options.council.net_present_cost.kcc']").click();
    assert.equal(await tab.locator("#one img, #one script, #one svg, #one b").count(), 0);
    await tab.locator("#one dialog details").first().evaluate((details) => { details.open = true; });
    await accessible(tab, "hostile");
    await tab.waitForTimeout(100);
    return { tab, wrong };
  },

  async "a file that cannot be read says all that is wrong with it"() {
    const { tab, wrong } = await visit("/plain");
    const see = async (src) => {
      const before = (await told(tab, "error")).length;
      await tab.evaluate((src) => { document.querySelector("#one").src = src; }, src);
      await tab.waitForFunction((before) => window.told.filter(({ name }) => name === "error").length > before, before);
      return { problems: (await told(tab, "error")).at(-1).problems, alert: await tab.getByRole("alert").innerText(), tables: await tab.locator("#one table:visible").count() };
    };
    for (const [file, content] of [["corrupt.toml", pages["/corrupt.toml"]], ["binary.toml", pages["/binary.toml"]], ["page.toml", pages["/page.toml"]]]) {
      const { problems, alert, tables } = await see(file);
      assert.throws(() => Appraisal.load(content), (error) => { assert.deepEqual(problems, error.problems); return true; });
      for (const { address, message, accepted } of problems) for (const word of [address, message, accepted ?? ""]) assert.ok(alert.includes(word.replaceAll("\n", " ")) || alert.includes(word), word);
      assert.equal(tables, 0, "an old comparison is still there");
    }
    const missing = await see("nowhere.toml");
    assert.match(missing.alert, /src: nowhere\.toml cannot be fetched: 404 Not Found\. Accepted: the address of/);
    await accessible(tab, "missing");
    await see("http://127.0.0.1:1/elsewhere.toml");
    assert.match(await tab.getByRole("alert").innerText(), /cannot be fetched/);
    // That one was forbidden by the policy of the page: it is the only thing that went wrong.
    assert.equal(wrong.length, 1);
    assert.match(wrong.pop(), /policy: connect-src/);
    await tab.evaluate(() => { document.querySelector("#one").src = "sandgate.toml"; });
    await tab.locator("#one table").first().waitFor();
    assert.equal(await tab.getByRole("alert").count(), 0);
    return { tab, wrong };
  },

  async "a name that is no input is told, and the rest goes on"() {
    const { tab, wrong } = await visit("/plain");
    await tab.evaluate(([energy]) => { document.querySelector("#one").inputs = `service.premises.enrgy ${energy}=5000..7000 question.title service.stock=7`; }, [ENERGY]);
    const { problems } = (await told(tab, "error")).at(-1);
    assert.deepEqual(problems.map(({ address }) => address), ["service.premises.enrgy", "question.title", "service.stock"]);
    const slider = tab.getByRole("slider", { name: "Premises: energy" });
    assert.deepEqual(await slider.evaluate(({ min, max, value, step }) => [min, max, value, step]), ["5000", "7000", "6200", "10"]);
    assert.ok((await row(tab, "Net present cost: council")).length === 5);
    await tab.evaluate(() => { document.querySelector("#one").inputs = ""; });
    assert.equal(await tab.getByRole("alert").count(), 0);
    assert.equal(await tab.locator("#one input").count(), 0);
    return { tab, wrong };
  },

  async "a file that was overtaken is never shown, and quick changes are one"() {
    const { tab, wrong } = await visit("/plain");
    await tab.evaluate(() => { window.told.length = 0; document.querySelector("#one").src = "slow.toml"; });
    await tab.waitForTimeout(150);
    await tab.evaluate(() => { document.querySelector("#one").src = "other.toml"; });
    await tab.getByText("Another question").first().waitFor();
    await tab.waitForTimeout(900);
    assert.deepEqual((await tab.evaluate(() => window.told)).map(({ name, title }) => [name, title]), [["result", "Another question"]]);
    const before = site.asked.length;
    await tab.evaluate(() => {
      for (let n = 0; n < 50; n += 1) document.querySelector("#one").src = n % 2 ? "sandgate.toml" : "nowhere.toml";
    });
    await tab.getByText("Who should run Sandgate Library?").first().waitFor();
    assert.deepEqual(site.asked.slice(before), ["/sandgate.toml"]);
    assert.deepEqual(await told(tab, "error"), []);
    return { tab, wrong };
  },

  async "it can be moved, taken away and put back"() {
    const { tab, wrong } = await visit("/");
    await tab.evaluate((energy) => document.querySelector("#one").replace({ [energy]: 7777 }), ENERGY);
    assert.equal(await tab.getByRole("spinbutton", { name: "Premises: energy" }).inputValue(), "7777");
    const before = site.asked.length;
    await tab.evaluate(() => { const one = document.querySelector("#one"); const main = one.parentNode; one.remove(); main.append(one); main.prepend(one); });
    await tab.waitForTimeout(50);
    assert.equal(await tab.getByRole("spinbutton", { name: "Premises: energy" }).inputValue(), "7777");
    assert.equal(site.asked.length, before, "it was fetched again");
    // Taken away while it loads, it tells nothing; put back, it loads.
    await tab.evaluate(async () => {
      const one = document.querySelector("#one");
      window.told.length = 0;
      one.src = "slow.toml";
      await new Promise((later) => setTimeout(later, 50));
      one.remove();
      await new Promise((later) => setTimeout(later, 900));
      window.away = window.told.length;
      document.querySelector("main").append(one);
    });
    assert.equal(await tab.evaluate(() => window.away), 0);
    await tab.getByText("Too late for Sandgate Library?").first().waitFor();
    return { tab, wrong };
  },

  async "the question may be a text, an object, or a script of the element"() {
    const { tab, wrong } = await visit("/child");
    assert.equal((await told(tab, "result")).at(-1).json, sandgate.run().json);
    const after = async (act) => {
      const before = await tab.evaluate(() => window.told.length);
      await act();
      await tab.waitForFunction((before) => window.told.length > before, before);
      return (await tab.evaluate(() => window.told)).at(-1);
    };
    const other = pages["/other.toml"];
    const one = tab.locator("#one");
    assert.equal((await after(() => one.evaluate((one, text) => { one.question = text; }, other))).title, "Another question");
    assert.equal((await after(() => one.evaluate((one, question) => { one.question = question; }, sandgate.toQuestion()))).json, Appraisal.fromObject(sandgate.toQuestion()).run().json);
    assert.equal((await after(() => one.evaluate((one) => { one.question = { question: 3 }; }))).name, "error");
    assert.equal((await after(() => one.evaluate((one) => { one.question = null; }))).title, "Who should run Sandgate Library?");
    // A script that changes is another question; what stands in the slots is none.
    assert.equal((await after(() => one.evaluate((one, text) => { one.querySelector("script").textContent = text; }, other))).title, "Another question");
    const count = await tab.evaluate(() => window.told.length);
    await one.evaluate((one) => one.insertAdjacentHTML("beforeend", "<p slot=footer>Notes</p>"));
    await tab.waitForTimeout(200);
    assert.equal(await tab.evaluate(() => window.told.length), count);
    assert.equal((await after(() => one.evaluate((one) => { one.src = "sandgate.toml"; }))).title, "Who should run Sandgate Library?");
    return { tab, wrong };
  },

  async "a sheet that was laid out beforehand needs the small module alone"() {
    const { tab, wrong } = await open(browser, site.origin);
    const modules = [];
    tab.on("request", (request) => { if (request.url().endsWith(".wasm")) modules.push(new URL(request.url()).pathname); });
    await tab.goto(`${site.origin}/laid-out`);
    const [energy, hours] = [ENERGY, HOURS].map((input) =>
      tab.getByRole("slider", { name: sheet.inputs.find(({ address }) => address === input).label }));
    await energy.waitFor();
    assert.deepEqual(await energy.evaluate(({ min, max, value }) => [min, max, value]), ["4500", "8500", "6200"]);
    assert.deepEqual(await hours.evaluate(({ min, max }) => [min, max]), ["20", "40"]);
    assert.equal((await told(tab, "result"))[0].json, sheet.run().json);
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(sandgate));
    // It has one table: there is nothing to open.
    assert.equal(await tab.locator("#one details:visible").count(), 0);
    await energy.focus();
    await tab.keyboard.press("End");
    const moved = { [ENERGY]: "8500" };
    assert.equal((await told(tab, "result")).at(-1).json, sheet.replace(moved).run().json);
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(sandgate.replace(moved)));
    const { options, cases } = sheet.replace(moved).run().table;
    const said = options.map(({ name }, place) => `${name} ${cases.at(-1).measures[0].values[place]}`).join(", ");
    await tab.getByText(`Results updated. Net present cost: council: ${said}.`).waitFor();
    const asked = tab.locator('#one button[data-address="options.parish.net_present_cost.kcc"]');
    await asked.click();
    const explained = sandgate.replace(moved).run().explain("options.parish.net_present_cost.kcc").toObject();
    await tab.getByRole("dialog", { name: `${explained.label} = ${explained.value} ${explained.unit}` }).waitFor();
    await accessible(tab, "laid-out");
    await tab.keyboard.press("Escape");
    await tab.getByRole("button", { name: "Back to the values as given" }).press("Enter");
    assert.equal((await told(tab, "result")).at(-1).json, sheet.run().json);
    assert.deepEqual(modules, ["/wasm/js/generated/sheet/options_appraisal_bg.wasm"]);
    // What is wrong is told; a question may come after a sheet, and a sheet after a question.
    const after = async (name, act) => {
      const before = (await told(tab, name)).length;
      await tab.evaluate(act);
      await tab.waitForFunction(([name, before]) => window.told.filter((event) => event.name === name).length > before, [name, before]);
      return (await told(tab, name)).at(-1);
    };
    const { problems } = await after("error", () => { document.querySelector("#one").src = "later.sheet.json"; });
    assert.throws(() => Sheet.open(pages["/later.sheet.json"]), (error) => { assert.deepEqual(problems, error.problems); return true; });
    assert.equal((await after("result", () => { document.querySelector("#one").src = "sandgate.toml"; })).json, sandgate.run().json);
    assert.equal((await after("result", () => { document.querySelector("#one").src = "sandgate.sheet.json"; })).json, sheet.run().json);
    await after("result", () => { document.querySelector("#one").src = "hostile.sheet.json"; });
    await tab.locator("#one button[data-address]").first().click();
    assert.equal(await tab.locator("#one img, #one script, #one svg, #one b").count(), 0);
    return { tab, wrong };
  },

  async "a sheet may be a script of the element, or an object"() {
    const { tab, wrong } = await visit("/laid-out-child");
    assert.equal((await told(tab, "result")).at(-1).json, sheet.run().json);
    await tab.evaluate((text) => { document.querySelector("#one").question = JSON.parse(text); }, laidOut);
    await tab.waitForFunction(() => window.told.length > 1);
    assert.equal((await told(tab, "result")).at(-1).json, sheet.run().json);
    return { tab, wrong };
  },

  async "what was set before the element was known is taken up"() {
    const { tab, wrong } = await visit("/undefined", { wait: false });
    await tab.evaluate(async (text) => {
      const one = document.querySelector("#one");
      one.question = text;
      one.explain = true;
      await import("/wasm/js/element.js");
    }, text);
    await tab.waitForFunction(() => document.querySelector("#one").outcome);
    assert.ok(await tab.locator("#one button[data-address]").count() > 0);
    assert.deepEqual(await tab.evaluate(() => [document.querySelector("#one").hasAttribute("explain"), document.createElement("options-appraisal").outcome]), [true, null]);
    assert.match(await tab.evaluate(() => { try { document.createElement("options-appraisal").replace({}); return ""; } catch (error) { return `${error.name}: ${error.message}`; } }), /AppraisalError: .*no question yet/);
    assert.equal(await tab.evaluate((address) => { try { document.querySelector("#one").replace({ [address]: -1 }); return ""; } catch (error) { return error.address; } }, ENERGY), ENERGY);
    return { tab, wrong };
  },

  async "two on a page keep to themselves"() {
    const { tab, wrong } = await visit("/two");
    await tab.waitForFunction(() => document.querySelector("#two").outcome);
    await tab.locator("#two input[type=range]").press("Home");
    assert.equal(await tab.locator("#one input[type=number]").inputValue(), "6200");
    assert.deepEqual(await row(tab, "Net present cost: council"), costs(sandgate));
    assert.deepEqual(await row(tab, "Net present cost: council", "two"), costs(sandgate.replace({ [ENERGY]: 4500 })));
    assert.deepEqual((await told(tab, "change")).map(({ id }) => id), ["two"]);
    await accessible(tab, "two");
    return { tab, wrong };
  },

  async "the page gives heading, labels, footer, font, colours and spaces"() {
    const { tab, wrong } = await visit("/slots");
    assert.ok(await tab.getByRole("heading", { name: "Sandgate", exact: true }).isVisible());
    assert.equal(await tab.getByRole("heading", { name: "Who should run Sandgate Library?" }).count(), 0);
    assert.ok(await tab.getByRole("slider", { name: "What heating costs" }).isVisible());
    assert.ok(await tab.getByText("Figures of the council").isVisible());
    await accessible(tab, "slots");
    await tab.close();

    const looks = (tab) => tab.locator("#one").evaluate(({ shadowRoot }) => {
      const of = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
      const box = shadowRoot.querySelector("input[type=number]");
      box.focus();
      return {
        font: of(".frame").fontFamily, size: of(".frame").fontSize, text: of(".frame").color, background: of(".frame").backgroundColor, space: of(".inputs").marginBottom,
        radius: of("button").borderTopLeftRadius, focus: getComputedStyle(box).outlineColor, line: of("td").borderBottomColor,
        accent: of("input[type=range]").accentColor, error: of(".problems").borderInlineStartColor, part: of("h2").letterSpacing,
      };
    });
    const plain = await visit("/");
    const unthemed = await looks(plain.tab);
    assert.deepEqual(plain.wrong, []);
    await plain.tab.close();
    const themed = await visit("/themed");
    const look = await looks(themed.tab);
    assert.deepEqual(look, {
      font: "serif", size: "20px", text: "rgb(1, 2, 3)", background: "rgb(250, 251, 252)", space: "40px", radius: "7px", focus: "rgb(200, 0, 0)",
      line: "rgb(9, 9, 9)", accent: "rgb(0, 90, 0)", error: "rgb(120, 0, 0)", part: "3px",
    });
    for (const [name, value] of Object.entries(look)) assert.notEqual(unthemed[name], value, name);
    await accessible(themed.tab, "themed");
    assert.deepEqual(themed.wrong, []);
    await themed.tab.close();
    return { tab: (await visit("/plain")).tab, wrong };
  },

  async "it fits a phone, forced colours, a dark page and a reader who wants no motion"() {
    const { tab, wrong } = await visit("/");
    await tab.setViewportSize({ width: 320, height: 700 });
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than 320 px");
    const scrolled = tab.locator("#one .table").first();
    assert.ok(await scrolled.evaluate((box) => box.scrollWidth > box.clientWidth), "the table does not scroll by itself");
    await scrolled.focus();
    await tab.keyboard.press("ArrowRight");
    await tab.waitForFunction(() => document.querySelector("#one").shadowRoot.querySelector(".table").scrollLeft > 0);
    const at = await scrolled.evaluate((box) => box.scrollLeft);
    await tab.evaluate((address) => document.querySelector("#one").replace({ [address]: 7000 }), ENERGY);
    assert.ok(await scrolled.evaluate((box) => box.scrollLeft) >= at, "the table jumped back");
    const targets = await tab.locator("#one button:visible, #one input:visible, #one summary:visible").evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length);
    assert.equal(targets, 0, "targets under 24 px");
    await accessible(tab, "narrow");
    await tab.emulateMedia({ forcedColors: "active" });
    await accessible(tab, "forced", false);
    await tab.emulateMedia({ forcedColors: "none", colorScheme: "dark", reducedMotion: "reduce" });
    await tab.evaluate(() => { document.documentElement.style.colorScheme = "dark"; });
    assert.equal(await tab.evaluate(() => document.querySelector("#one").shadowRoot.getAnimations().length), 0);
    const moving = await tab.locator("#one *").evaluateAll((all) => all.filter((one) => /[1-9]/.test(getComputedStyle(one).transitionDuration + getComputedStyle(one).animationDuration)).length);
    assert.equal(moving, 0, "something moves");
    await accessible(tab, "dark");
    return { tab, wrong };
  },

  async "a slider that is dragged for a minute leaves no heap behind"() {
    const { tab, wrong } = await visit("/quiet");
    const { took, before, after } = await tab.evaluate(async (address) => {
      // The module gives its exports again to whoever asks to have it initialised.
      const { memory } = await (await import("/wasm/js/generated/options_appraisal.js")).default();
      const one = document.querySelector("#one");
      const before = memory.buffer.byteLength;
      const took = [];
      // All in one turn, in which no garbage collector gives anything back.
      for (let n = 0; n < 400; n += 1) {
        const begun = performance.now();
        one.replace({ [address]: 4500 + n });
        took.push(performance.now() - begun);
      }
      return { took: took.sort((a, b) => a - b), before, after: memory.buffer.byteLength };
    }, ENERGY);
    console.log(`  an answer, shown: p50 ${took[200].toFixed(1)} ms, p95 ${took[380].toFixed(1)} ms`);
    assert.ok(after < before + 32e6, `the memory of the module went from ${before} to ${after} bytes`);
    assert.equal(await tab.evaluate(() => document.querySelector("#one").outcome.json), sandgate.replace({ [ENERGY]: 4899 }).run().json);
    return { tab, wrong };
  },
};

let failed = 0;
try {
  const only = process.argv[2];
  for (const [name, test] of Object.entries(tests)) {
    if (only && !name.includes(only)) continue;
    try {
      const { tab, wrong } = await test();
      assert.deepEqual(wrong, [], "what the page must not do");
      await tab.close();
      console.log(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED: ${name}\n${error.stack}`);
    }
  }
} finally {
  await browser.close();
  site.close();
}
process.exitCode = failed ? 1 : 0;
