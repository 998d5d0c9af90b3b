// How soon there is a result on a slow phone, in milliseconds and in bytes: node tests/first_result.mjs
//
// The phone: a processor four times slower than this one, and a line as "Fast 3G" in the tools of Chromium has it: 562.5 ms
// for each request, 1.44 Mbit/s down, 0.675 up. That is harsher than the phone of Lighthouse, whose round trip has 150 ms.
//
// What else runs on this machine can only make a load slower. So each figure is the median of several loads, each in a
// browser context of its own with nothing kept; and where a median is above its limit the loads are made again, at most
// five times: the page is too slow only where no quiet moment was found. Bytes do not depend on the machine, and have
// narrow limits.
import { address, browser, end } from "./served.mjs";

const SLOWER = 4;
const LINE = { offline: false, latency: 562.5, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };

/** In the page: marks what is to be timed as soon as it is there, and notes when the live result takes its place, and the rest. */
function watch() {
  const noted = { painted: {}, live: undefined, rest: undefined };
  globalThis.noted = noted;
  new PerformanceObserver((entries) => {
    for (const { identifier, renderTime } of entries.getEntries()) noted.painted[identifier] ??= renderTime;
  }).observe({ type: "element", buffered: true });
  const timed = { headline: "#headline", table: "#first-result caption" };
  new MutationObserver((_, observer) => {
    for (const [name, selector] of Object.entries(timed)) document.querySelector(selector)?.setAttribute("elementtiming", name);
    if (document.getElementById("first-result")?.hidden && document.querySelector("#results td")) noted.live ??= performance.now();
    if (document.querySelector("#results .app-slider")) {
      noted.rest = performance.now();
      observer.disconnect();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
}

/** What has come, by the bytes of its body as it was sent: the page itself and all that it loaded. */
function arrived() {
  const [page] = performance.getEntriesByType("navigation");
  return [page, ...performance.getEntriesByType("resource")]
    .map(({ name, responseEnd, encodedBodySize, renderBlockingStatus }) => ({
      name: name.split("/").at(-1), at: responseEnd, bytes: encodedBodySize, blocking: renderBlockingStatus === "blocking",
    }))
    .filter(({ at }) => at > 0);
}

/** One load on the phone; `wanted` says in the page whether what is waited for has come. */
async function load(at, wanted) {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const phone = await context.newCDPSession(page);
    await phone.send("Network.enable");
    await phone.send("Network.emulateNetworkConditions", LINE);
    await phone.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch);
    await page.goto(at, { waitUntil: "commit" });
    await page.waitForFunction(wanted, undefined, { timeout: 60_000 });
    const { noted, paint } = await page.evaluate(() => ({
      noted: globalThis.noted,
      paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    }));
    return { ...noted, paint, arrived: await page.evaluate(arrived) };
  } finally {
    await context.close();
  }
}

const middle = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];
const bytesOf = (files) => files.reduce((sum, file) => sum + file.bytes, 0);
const whole = (number) => Math.round(number).toLocaleString("en-GB");

// All figures are printed before any of them is too much.
const wrong = [];

/** The median of a figure over several loads, against its limit in milliseconds. */
async function soon(name, limit, times, one) {
  const medians = [];
  for (let round = 0; round < 5 && !medians.some((median) => median < limit); round += 1) {
    const all = [];
    for (let time = 0; time < times; time += 1) all.push(await one());
    medians.push(middle(all));
    console.log(`${name}: median ${whole(middle(all))} ms of ${all.map(whole).join(", ")}; at most ${whole(limit)}`);
  }
  if (medians.every((median) => median >= limit)) wrong.push(`${name}: ${medians.map(whole).join(", ")} ms, and may have ${whole(limit)}`);
}

/** What has come in one of several loads: the least of them, as what is late on a busy machine has more before it. */
function small(name, limit, loads) {
  const [files] = [...loads].sort((one, other) => bytesOf(one) - bytesOf(other));
  const bytes = bytesOf(files);
  console.log(`${name}: ${whole(bytes)} bytes; at most ${whole(limit)}\n  ${files.map((file) => `${file.name || "the page"} ${whole(file.bytes)}`).join("\n  ")}`);
  if (bytes > limit) wrong.push(`${name}: ${whole(bytes)} bytes, and may have ${whole(limit)}`);
}

try {
  // On a phone the first result is the sentence that goes along at the foot of the screen; the link beside it leads to the
  // table, and works before any script.
  const first = [];
  await soon("the sentence of the first result is painted", 1000, 5, async () => {
    const { painted, paint, arrived } = await load(address, () => globalThis.noted.painted.headline !== undefined);
    first.push(arrived.filter(({ blocking, at }) => blocking || at <= paint));
    return painted.headline;
  });
  await soon("the table of the first result is painted", 1000, 5, async () => {
    const { painted } = await load(`${address}#results-heading`, () => globalThis.noted.painted.table !== undefined);
    return painted.table;
  });
  // What comes before the first paint goes over in one round trip: ten packets, which is how a line begins.
  small("before the first paint", 14_000, first);

  const live = [];
  await soon("the first live result is there", 6000, 3, async () => {
    const { live: at, arrived } = await load(address, () => globalThis.noted.live !== undefined);
    live.push(arrived.filter((file) => file.at <= at));
    return at;
  });
  small("before the first live result", 430_000, live);
  await soon("the sliders are there", 15_000, 1, async () => (await load(address, () => globalThis.noted.rest !== undefined)).rest);
} finally {
  await end();
}
for (const words of wrong) console.error(`NOT OK: ${words}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
