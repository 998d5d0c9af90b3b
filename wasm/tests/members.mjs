// The report for members in a browser: no network, no complaint, no barrier, and whole sheets of A4.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

// The pages to look at are given as files; pictures of them go to MEMBERS_OUT, where that is set.
const files = process.argv.slice(2);
assert.ok(files.length > 0, "node tests/members.mjs REPORT.html ...");
const out = process.env.MEMBERS_OUT;
const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "members-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  // The page lets no script through, the checker's neither: only for that is its policy set aside.
  bypassCSP: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const file of files) {
    const html = readFileSync(file, "utf8");
    const tab = await browser.newPage();
    const asked = [];
    const said = [];
    tab.on("console", (message) => said.push(message.text()));
    tab.on("pageerror", (error) => said.push(String(error)));
    await tab.route("**/*", (route) => {
      if (route.request().url() === "http://report.invalid/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
      asked.push(route.request().url());
      return route.abort();
    });
    const looks = [
      { name: "light", media: { colorScheme: "light" }, size: { width: 1200, height: 900 } },
      { name: "dark", media: { colorScheme: "dark" }, size: { width: 1200, height: 900 } },
      { name: "forced", media: { forcedColors: "active" }, size: { width: 1200, height: 900 } },
      { name: "narrow", media: { colorScheme: "light", forcedColors: "none" }, size: { width: 320, height: 700 } },
    ];
    for (const { name, media, size } of looks) {
      await tab.emulateMedia(media);
      await tab.setViewportSize(size);
      await tab.goto("http://report.invalid/");
      await tab.addScriptTag({ content: axe });
      const { violations } = await tab.evaluate((tags) => globalThis.axe.run({
        runOnly: tags.all,
        // Forced colours are the reader's own, and the checker reads those that they replace.
        rules: { "color-contrast": { enabled: tags.name !== "forced" } },
      }), { all: TAGS, name });
      const shown = violations.map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html.slice(0, 160)}`);
      assert.deepEqual(shown, [], `${file}, ${name}`);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${file}, ${name}: ${wide} px beyond the window`);
      if (out) await tab.screenshot({ path: join(out, `${name}.png`), fullPage: false });
    }
    await tab.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
    // The text area of a sheet of A4 between the margins of the page: 178 mm at 96 pixels an inch.
    await tab.setViewportSize({ width: 672, height: 980 });
    const beyond = await tab.evaluate(() => [...document.querySelectorAll("table, svg")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.caption?.textContent ?? one.tagName));
    const pdf = await tab.pdf({ preferCSSPageSize: true, tagged: true });
    if (out) writeFileSync(join(out, "report.pdf"), pdf);
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.deepEqual(beyond, [], `${file}: wider than a sheet`);
    assert.ok(pages > 1 && pages < 60, `${file}: ${pages} pages`);
    assert.deepEqual(asked, [], `${file} asks for`);
    assert.deepEqual(said, [], `${file} makes the browser say`);
    console.log(`${file}: no barrier found in ${looks.length} looks, nothing asked for, ${pages} pages of A4`);
    await tab.close();
  }
  // The style of the page gets through its own policy.
  const strict = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const tab = await strict.newPage();
    const said = [];
    tab.on("console", (message) => said.push(message.text()));
    await tab.setContent(readFileSync(files[0], "utf8"));
    assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector("caption")).fontWeight), "700");
    assert.deepEqual(said, []);
  } finally {
    await strict.close();
  }
} finally {
  await browser.close();
}
