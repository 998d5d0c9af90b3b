// The worker that is kept between simulations, in Node.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, mock, test } from "node:test";
import threads from "node:worker_threads";

import { Appraisal, AppraisalError, endWorker, simulateInWorker } from "../js/uncertainty.js";

// The package asks for the class with every worker that it starts.
const started = [];
threads.Worker = class extends threads.Worker {
  constructor(...given) {
    super(...given);
    started.push(this);
  }
};

const sandgate = readFileSync(new URL("../../docs/examples/sandgate.toml", import.meta.url), "utf8");
const appraisal = Appraisal.load(sandgate);
const here = (options) => appraisal.simulate(options).json;
const there = async (options, control) => (await simulateInWorker(sandgate, options, control)).json;
const FEW = { draws: 500 };
const MANY = { draws: 20_000_000 };

/** A run of many draws that is at work, the controller that ends it, and what it comes to. */
async function atWork(control = {}) {
  const controller = new AbortController();
  let simulation;
  await new Promise((begun) => {
    simulation = simulateInWorker(sandgate, MANY, { ...control, signal: controller.signal, onProgress: begun });
  });
  return { controller, ended: simulation.then((result) => result.toObject().ended) };
}

afterEach(() => {
  endWorker();
  started.length = 0;
});

test("one worker serves one call after another, and what it is asked for", async () => {
  for (const seed of [1, 2, 3]) assert.equal(await there({ ...FEW, seed }), here({ ...FEW, seed }));
  assert.equal(started.length, 1);
});

test("calls at the same time give the result of each, and one worker is kept", async () => {
  const asked = [1, 2, 3].map((seed) => ({ ...FEW, seed }));
  assert.deepEqual(await Promise.all(asked.map((options) => there(options))), asked.map(here));
  assert.equal(started.length, 3);
  // The other two end, which takes a moment.
  while (started.filter(({ threadId }) => threadId !== -1).length > 1) await new Promise((later) => setTimeout(later, 10));
  assert.equal(await there(FEW), here(FEW));
  assert.equal(started.length, 3);
});

test("a short run does not wait for a long one", async () => {
  const { controller, ended } = await atWork();
  assert.equal(await there(FEW), here(FEW));
  controller.abort();
  assert.equal(await ended, "stopped");
});

test("a run that is aborted stops soon, and the next has all its draws from the same worker", async () => {
  const { controller, ended } = await atWork();
  const begun = performance.now();
  controller.abort();
  const next = there({ ...FEW, seed: 4 });
  assert.equal(await ended, "stopped");
  // Some tens of milliseconds; the machine of a test may have much else to do.
  assert.ok(performance.now() - begun < 5_000);
  assert.equal(await next, here({ ...FEW, seed: 4 }));
  const early = await simulateInWorker(sandgate, MANY, { signal: AbortSignal.abort() });
  assert.equal(early.toObject().ended, "stopped");
  assert.equal(await there({ ...FEW, seed: 5 }), here({ ...FEW, seed: 5 }));
  assert.equal(started.length, 1);
});

test("a run that waits for another to stop can be aborted itself", async () => {
  const { controller, ended } = await atWork();
  controller.abort();
  const waiting = new AbortController();
  const next = simulateInWorker(sandgate, MANY, { signal: waiting.signal });
  waiting.abort();
  assert.equal(await ended, "stopped");
  assert.equal((await next).toObject().ended, "stopped");
  assert.equal(started.length, 1);
});

test("an abort after the end is nobody's", async () => {
  const controller = new AbortController();
  await there(FEW, { signal: controller.signal });
  const next = there({ ...FEW, seed: 6 });
  controller.abort();
  assert.equal(await next, here({ ...FEW, seed: 6 }));
});

test("problems, and errors of who listens, leave the worker as it was", async () => {
  await assert.rejects(simulateInWorker("[question]", FEW), AppraisalError);
  await assert.rejects(there({ draws: 1e9 }), (error) => error.address === "simulation.draws");
  assert.equal(await there(FEW), here(FEW));
  let told = 0;
  const throwing = simulateInWorker(sandgate, MANY, { onProgress() { told += 1; throw new RangeError("mine"); } });
  await assert.rejects(throwing, RangeError);
  assert.equal(await there({ ...FEW, seed: 7 }), here({ ...FEW, seed: 7 }));
  assert.equal(told, 1);
  assert.equal(started.length, 1);
});

test("a worker that dies rejects what it was doing, and is replaced", async () => {
  const { ended } = await atWork();
  const rejected = assert.rejects(ended, /the worker ended with code/);
  await started[0].terminate();
  await rejected;
  assert.equal(await there(FEW), here(FEW));
  // With nothing to do, too.
  await started[1].terminate();
  assert.equal(await there(FEW), here(FEW));
  assert.equal(started.length, 3);

  const stopping = await atWork();
  stopping.controller.abort();
  const waiting = there({ ...FEW, seed: 8 });
  const other = assert.rejects(stopping.ended, /mine/);
  started[2].emit("error", new Error("mine"));
  await other;
  assert.equal(await waiting, here({ ...FEW, seed: 8 }));
  assert.equal(started.length, 4);
});

test("a worker that nobody uses is let go, and one that is used is not", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    await there(FEW);
    mock.timers.tick(29_000);
    await there(FEW);
    mock.timers.tick(29_000);
    await there(FEW);
    assert.equal(started.length, 1);
    const gone = once(started[0], "exit");
    mock.timers.tick(30_000);
    await gone;
  } finally {
    mock.timers.reset();
  }
  assert.equal(await there(FEW), here(FEW));
  assert.equal(started.length, 2);
});

test("a worker whose memory has grown large is let go", async () => {
  const simulation = await simulateInWorker(sandgate, { draws: 400_000, keep_draws: true });
  assert.equal(simulation.draws("service.premises.energy").length, 400_000);
  assert.equal(await there(FEW), here(FEW));
  assert.equal(started.length, 2);
});

test("the worker is ended when that is asked for, and not before its run is done", async () => {
  endWorker();
  await there(FEW);
  const gone = once(started[0], "exit");
  endWorker();
  await gone;
  const run = there({ ...FEW, seed: 9 });
  endWorker();
  assert.equal(await there(FEW), here(FEW));
  assert.equal(await run, here({ ...FEW, seed: 9 }));
  assert.equal(started.length, 3);
});

test("pictures come with the settings that were asked for", async () => {
  const wanted = [
    { name: "survival", settings: { option: "hub" } },
    { name: "distribution", settings: { measure: "options.parish.net_present_cost.kcc" } },
    { name: "survival", settings: { option: "nobody's" } },
  ];
  const [sent, own] = [await simulateInWorker(sandgate, FEW, { pictures: wanted }), appraisal.simulate(FEW)];
  assert.deepEqual(sent.pictures, own.pictures);
  for (const { name, settings } of [...wanted.slice(0, 2), { name: "survival" }]) {
    for (const part of ["json", "html", "text"]) assert.equal(sent.picture(name, settings)[part], own.picture(name, settings)[part]);
  }
  assert.notEqual(sent.picture("survival").json, sent.picture("survival", { option: "hub" }).json);
  const problems = (simulation) => {
    try {
      simulation.picture("survival", { option: "nobody's" });
    } catch (error) {
      return error.problems;
    }
    return undefined;
  };
  assert.ok(problems(own));
  assert.deepEqual(problems(sent), problems(own));
  assert.throws(() => sent.picture("survival", { option: "parish" }), AppraisalError);
  for (const hostile of [3, "survival", {}, [{ name: "survival", settings: 3 }]]) {
    await assert.rejects(simulateInWorker(sandgate, FEW, { pictures: hostile }), AppraisalError);
  }
});

test("a process ends by itself, at once", async () => {
  const entry = new URL("../js/in_worker.js", import.meta.url).href;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `
    import { simulateInWorker } from ${JSON.stringify(entry)};
    let text = "";
    for await (const part of process.stdin) text += part;
    for (const seed of [1, 2]) console.log((await simulateInWorker(text, { draws: 500, seed })).toObject().draws);
    console.log("done");
  `], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  let done;
  child.stdout.setEncoding("utf8").on("data", (words) => {
    said += words;
    if (said.includes("done")) done ??= performance.now();
  });
  child.stdin.end(sandgate);
  const [code] = await once(child, "close");
  assert.deepEqual([said, code], ["500\n500\ndone\n", 0]);
  // The worker would be kept for half a minute.
  assert.ok(performance.now() - done < 5_000);
});
