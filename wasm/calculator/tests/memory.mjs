// The memory of the core while the page is used for long: node tests/memory.mjs
//
// The memory of a module only ever grows. What the page needs at once it needs after the first few moves and answers; from
// then on it may not grow with their number.
import assert from "node:assert/strict";

import { address, browser, end } from "./served.mjs";

const MOVES = 300;
const ANSWERS = 100;
/** In bytes, for all of them together. An appraisal of the example has some 400,000. */
const MOST = 4_000_000;

/** In the page: keeps hold of the memory of each module that is loaded. */
function watch() {
  const memories = [];
  globalThis.held = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...asked) => {
      const made = await make.apply(WebAssembly, asked);
      memories.push((made.instance ?? made).exports.memory);
      return made;
    };
  }
}

/** In the page: moves the first slider, from frame to frame, and lets it go now and then; or answers a question anew. */
async function use({ moves, answers }) {
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const quiet = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const say = (field, value, ...events) => {
    field.value = value;
    for (const event of events) field.dispatchEvent(new Event(event, { bubbles: true }));
  };
  for (let move = 1; move <= moves; move += 1) {
    const slider = document.getElementById("slider-0");
    const [low, high] = [Number(slider.min), Number(slider.max)];
    const released = move % 10 === 0;
    say(slider, String(low + (high - low) * (0.5 + 0.45 * Math.sin(move))), "input", ...(released ? ["change"] : []));
    await (released ? quiet(150) : frame());
  }
  const field = document.getElementById("field-service.premises.energy");
  for (let number = 1; number <= answers; number += 1) {
    say(field, String(6000 + number), "input");
    await quiet(150);
  }
}

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 2600 } });
  page.setDefaultTimeout(60_000);
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator("#example").click();
  await page.locator("#slider-0").waitFor();
  // Drawn with each move, as it is in view.
  await page.locator(".app-chart").first().scrollIntoViewIfNeeded();
  await page.locator(".app-chart svg").first().waitFor({ state: "attached" });
  await page.evaluate(use, { moves: 20, answers: 10 });
  const before = await page.evaluate(() => globalThis.held());
  const after = [];
  for (const much of [{ moves: MOVES, answers: 0 }, { moves: 0, answers: ANSWERS }]) {
    await page.evaluate(use, much);
    after.push(await page.evaluate(() => globalThis.held()));
  }
  const [moved, answered] = after;
  const grown = (bytes) => `${((bytes - before) / 1e6).toFixed(1)} MB more`;
  console.log(`the modules hold ${(before / 1e6).toFixed(1)} MB; ${grown(moved)} after ${MOVES} moves of a slider, `
    + `${grown(answered)} after ${ANSWERS} answers as well; at most ${MOST / 1e6} MB`);
  assert.equal(await page.locator("#problems").isHidden(), true);
  assert.equal(await page.locator('[id="field-service.premises.energy"]').inputValue(), String(6000 + ANSWERS));
  assert.ok(answered - before <= MOST, `the memory has grown by ${answered - before} bytes, and may grow by ${MOST}`);
} finally {
  await end();
}
