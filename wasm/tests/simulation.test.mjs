// Simulations in Node: on the caller's own thread and in a worker.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal as Small } from "../js/index.js";
import { Appraisal as Office } from "../js/office.js";
import { Appraisal, AppraisalError, simulateInWorker } from "../js/uncertainty.js";

const sandgate = readFileSync(new URL("../../docs/examples/sandgate.toml", import.meta.url), "utf8");
const cost = "options.parish.net_present_cost.kcc";
const energy = "service.premises.energy";
const addresses = (error) => error.problems.map(({ address }) => address);

test("the module without simulations has none of them in it", () => {
  const bytes = (path) => readFileSync(new URL(`../js/generated/${path}options_appraisal_bg.wasm`, import.meta.url));
  // A word that only a simulation knows.
  assert.ok(!bytes("").includes("latin_hypercube"));
  assert.ok(bytes("uncertainty/").includes("latin_hypercube"));
  assert.equal(Small.prototype.simulate, undefined);
});

// The published evidence is left out of the small module: it gives no warnings and no advisories, and says so.
function withoutEvidence(outcome) {
  const { warnings, advisories, audit: { published_evidence, ...audit }, ...rest } = outcome.toObject();
  return { told: [warnings.length, advisories.length, published_evidence], rest: { ...rest, audit } };
}

test("all modules give the same result, and say which of them holds the published evidence", () => {
  for (const changes of [{}, { [energy]: 9_000 }]) {
    const [small, fast, office] = [Small, Appraisal, Office].map((kind) => kind.load(sandgate).replace(changes).run());
    assert.equal(fast.json, office.json);
    const [without, full] = [small, fast].map(withoutEvidence);
    assert.deepEqual(without.rest, full.rest);
    assert.deepEqual(without.told.slice(0, 2), [0, 0]);
    assert.match(without.told[2], /^this build holds none/);
    assert.ok(full.told[0] > 0 && full.told[1] > 0);
    assert.match(full.told[2], /^[0-9a-f]{16}$/);
  }
});

test("the module made small and the one made fast draw the same", () => {
  const [fast, small] = [Appraisal, Office].map((kind) => kind.load(sandgate).simulate({ draws: 2_000 }));
  assert.equal(fast.json, small.json);
});

test("the workbook and the report are made by the module of the office, and by no other", () => {
  const [one, other] = [1, 2].map(() => Office.load(sandgate).run().toWorkbook());
  // The signature of a zip archive.
  assert.deepEqual([...one.slice(0, 4)], [0x50, 0x4b, 3, 4]);
  assert.deepEqual(one, other);
  for (const kind of [Small, Appraisal]) {
    const appraisal = kind.load(sandgate);
    assert.deepEqual([appraisal.run().toWorkbook, appraisal.membersReport, kind.loadWorkbook], [undefined, undefined, undefined]);
  }
});

test("a workbook comes back as the same appraisal", () => {
  const outcome = Office.load(sandgate).run();
  assert.equal(Office.loadWorkbook(outcome.toWorkbook()).run().json, outcome.json);
  assert.throws(() => Office.loadWorkbook(new Uint8Array([80, 75, 3, 4, 0])), /workbook/);
  assert.throws(() => Office.loadWorkbook("sandgate.xlsx"), /no bytes/);
});

test("a question goes out as a file and as an object, with the values that were replaced", () => {
  const changed = Office.load(sandgate).replace({ [energy]: "9000.50" });
  for (const again of [Office.load(changed.toToml()), Office.fromObject(changed.toQuestion())]) {
    assert.equal(again.run().toObject().options[0].views[0].net_cost_total, changed.run().toObject().options[0].views[0].net_cost_total);
  }
  assert.ok(changed.toToml().includes("9000.5"));
});

test("draws are floats of the measure itself", () => {
  const simulation = Appraisal.load(sandgate).simulate({ draws: 20_000, measures: [cost], keep_draws: true });
  const draws = simulation.draws(cost);
  assert.ok(draws instanceof Float64Array && draws.length === 20_000);
  const measure = simulation.toObject().measures[0];
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  assert.ok(Math.abs(mean / measure.mean - 1) < 1e-12);
  const sorted = draws.toSorted?.() ?? Float64Array.from(draws).sort();
  // Hyndman and Fan's type 7: the median of an even number of draws lies half way between the middle two.
  assert.equal(measure.percentiles[2].value, (sorted[9_999] + sorted[10_000]) / 2);
  assert.ok(simulation.addresses.includes(energy));
  assert.match(simulation.text, /Costs least in/);
  assert.match(simulation.html, /<caption>What the draws come to/);
});

test("all that is wrong comes at once", async () => {
  const appraisal = Appraisal.load(sandgate);
  const wrong = { draws: 1e9, seed: -1, sampling: "sobel", percentiles: [Number.NaN], drawz: 3, stop_when: { measure: cost } };
  const check = (error) => {
    assert.ok(error instanceof AppraisalError);
    assert.deepEqual(addresses(error).sort(), [
      "simulation.draws", "simulation.drawz", "simulation.percentiles.1", "simulation.sampling", "simulation.seed",
      "simulation.stop_when.standard_error",
    ]);
    return true;
  };
  assert.throws(() => appraisal.simulate(wrong), check);
  await assert.rejects(simulateInWorker(sandgate, wrong), check);
  for (const hostile of [undefined, null, 3, "draws", [], { draws: {} }, { draws: -0.5 }, { draws: 10n ** 40n }]) {
    assert.throws(() => appraisal.simulate(hostile), AppraisalError);
  }
  assert.throws(() => appraisal.simulate({ draws: 10 }).draws(cost), (error) => error.address === "simulation.keep_draws");
  assert.throws(() => appraisal.replace({ nowhere: 3 }), AppraisalError);
});

test("ten thousand million draws and draws that memory cannot hold are refused", () => {
  const appraisal = Appraisal.load(sandgate);
  assert.throws(() => appraisal.simulate({ draws: 1e10 }), (error) => error.address === "simulation.draws");
  assert.throws(() => appraisal.simulate({ draws: 20_000_000, keep_draws: true }), (error) => error.address === "simulation.keep_draws");
});

test("a large seed goes over whole", () => {
  const seed = (2n ** 64n) - 1n;
  const { json } = Appraisal.load(sandgate).simulate({ draws: 100, seed, measures: [cost] });
  assert.match(json, /"seed": 18446744073709551615,/);
});

test("progress is told, and stops the run", () => {
  const seen = [];
  const simulation = Appraisal.load(sandgate).simulate(
    { draws: 10_000_000, measures: [cost], stop_when: { measure: cost, standard_error: 1e-9 } },
    { onProgress: (progress) => { seen.push(progress); return seen.length < 3; } },
  );
  const { draws, ended, measures } = simulation.toObject();
  assert.equal(ended, "stopped");
  assert.equal(seen.length, 3);
  assert.deepEqual(seen[2], { draws, asked: 10_000_000, standardError: measures[0].standard_error });
});

test("a run whose result is taken says so", () => {
  const run = Appraisal.load(sandgate).simulation({ draws: 100 });
  assert.equal(run.advance(), false);
  run.finish();
  assert.throws(() => run.advance(), AppraisalError);
});

test("a worker gives the bytes of the caller's own thread", async () => {
  const options = { draws: 20_000, sampling: "sobol", keep_draws: true };
  const there = await simulateInWorker(sandgate, options);
  const here = Appraisal.load(sandgate).simulate(options);
  for (const part of ["json", "html", "text"]) assert.equal(there[part], here[part]);
  assert.deepEqual(there.addresses, here.addresses);
  for (const address of here.addresses) assert.deepEqual(there.draws(address), here.draws(address));
  assert.throws(() => there.draws("nowhere"), AppraisalError);

  assert.deepEqual(there.pictures, here.pictures);
  for (const name of ["distribution", "exceedance", "survival"]) {
    for (const part of ["json", "html", "text"]) assert.equal(there.picture(name)[part], here.picture(name)[part], name);
  }
  // A fan needs a row by year, which was not simulated.
  const problems = (draw) => {
    try {
      draw();
    } catch (error) {
      return error.problems;
    }
    return undefined;
  };
  assert.equal(problems(() => here.picture("fan"))[0].address, "picture");
  assert.deepEqual(problems(() => there.picture("fan")), problems(() => here.picture("fan")));
  assert.throws(() => there.picture("survival", { option: "hub" }), AppraisalError);
  assert.throws(() => there.picture("nothing"), AppraisalError);
  // A picture that is given back keeps what was read of it; from a worker it holds no memory.
  for (const drawn of [here, there]) {
    const picture = drawn.picture("survival");
    picture.free();
    assert.ok(picture.spec);
    assert.throws(() => picture.html, AppraisalError);
  }
});

test("a worker that is told to stop keeps what is done", async () => {
  const controller = new AbortController();
  const seen = [];
  const simulation = await simulateInWorker(sandgate, { draws: 20_000_000 }, {
    signal: controller.signal,
    onProgress: (progress) => { seen.push(progress.draws); if (seen.length === 3) controller.abort(); },
  });
  const { draws, ended } = simulation.toObject();
  assert.equal(ended, "stopped");
  assert.ok(draws >= seen[2] && draws < 20_000_000);
  const early = await simulateInWorker(sandgate, { draws: 20_000_000 }, { signal: AbortSignal.abort() });
  assert.equal(early.toObject().ended, "stopped");
  await assert.rejects(simulateInWorker("[question]", { draws: 10 }), AppraisalError);
});
