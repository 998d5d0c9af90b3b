// Analyses in Node: the bytes are held to the other surfaces by tests/surfaces.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal as Office } from "../js/office.js";
import { Appraisal, AppraisalError } from "../js/uncertainty.js";

const sandgate = readFileSync(new URL("../../docs/examples/sandgate.toml", import.meta.url), "utf8");
const appraisal = Appraisal.load(sandgate);
const measure = "net_present_cost.kcc";

test("the ends of a tornado are what a replaced input gives", () => {
  const cost = (changed) => changed.run().toObject().options[0].views[0].economic.net_present_cost;
  const tornado = appraisal.tornado({ measure: `options.council.${measure}` });
  const { central, bars } = tornado.toObject();
  assert.equal(central, cost(appraisal));
  assert.ok(bars.length > 1);
  for (const { address, low, high, at_low, at_high } of bars) {
    assert.equal(at_low, cost(appraisal.replace({ [address]: low })));
    assert.equal(at_high, cost(appraisal.replace({ [address]: high })));
  }
  assert.match(tornado.html, /<th scope="col">Swing/);
});

test("the shares of all weights add up, and the scores move with the model", () => {
  const found = appraisal.criteria({ draws: 500, view: "society" }).toObject();
  const first = found.all_weights.options.reduce((sum, { ranks }) => sum + Number(ranks[0].share), 0);
  assert.ok(Math.abs(first - 1) < 1e-9);
  assert.equal(found.money.view, "society");
  const hours = (of) => of.criteria({ draws: 500 }).toObject().options[0].scores.at(-1);
  assert.equal(hours(appraisal).criterion, "hours");
  assert.equal(hours(appraisal.replace({ "service.usage.staffed_hours": 10 })).score, 0);
  assert.throws(() => appraisal.criteria({ draws: 1 }), AppraisalError);
});

test("a report for members takes drawings, and only what draws", () => {
  const office = Office.load(sandgate);
  const report = office.membersReport({ date: "27 November 2026" });
  assert.ok(report.toHtml().startsWith("<!DOCTYPE html>") && report.toHtml().includes("27 November 2026"));
  assert.ok(report.toMarkdown().startsWith("# Who should run Sandgate Library?"));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="7" height="7"/></svg>';
  const ids = report.figures.map(({ id }) => id);
  const drawn = office.membersReport({ svg: Object.fromEntries(ids.map((id) => [id, svg])) }).toHtml();
  assert.ok(ids.length > 3);
  assert.equal(drawn.split("<rect ").length - 1, ids.length);
  // What the draws come to is what the simulation itself says.
  assert.ok(report.toMarkdown().includes("No simulation was given to this report."));
  const simulation = office.simulate({ draws: 500 });
  const told = office.membersReport({ simulation }).toMarkdown();
  assert.ok(told.includes(`The figures were drawn 500 times (seed ${simulation.toObject().seed}).`));
  assert.throws(() => office.membersReport({ simulation: appraisal.simulate({ draws: 500 }) }), AppraisalError);
  assert.throws(() => office.membersReport({ simulation: null }), AppraisalError);
  assert.throws(() => office.membersReport({ svg: { [ids[0]]: svg.replace("rect", "script") } }), (error) => {
    assert.ok(error instanceof AppraisalError);
    assert.equal(error.address, `svg.${ids[0]}`);
    return true;
  });
});

test("an answer, a map and scenarios", () => {
  const switching = appraisal.switchingValues({ options: ["parish", "council"], measure }).toObject();
  assert.equal(switching.against.address, `options.council.${measure}`);
  const one = appraisal.switchingValue({ input: "options.parish.payment", options: ["parish", "council"], measure });
  assert.equal(one.toObject().inputs.length, 1);
  const { cliffs } = appraisal.cliffs({
    input: "service.premises.rateable_value", measure: `options.council.${measure}`, between: [10_000, 100_000],
  }).toObject();
  // The small multiplier holds below a rateable value of 51,000.
  assert.ok(cliffs.some(({ at }) => at === 51_000));
  assert.equal(appraisal.scenarios().toObject().scenarios[0].id, "central");
});

test("a difference adds up, and drivers are numbers", () => {
  const after = appraisal.replace({ "service.premises.energy": 7_000, "service.income.room_hire.amount": 1_000 });
  const { inputs, difference } = appraisal.difference(after, "options.council.net_cost_total.kcc").toObject();
  const pence = (text) => Math.round(Number(text) * 100);
  assert.equal(inputs.length, 2);
  assert.equal(inputs.reduce((sum, { share }) => sum + pence(share), 0), pence(difference));
  assert.throws(() => appraisal.difference({}, "options.council.net_cost_total.kcc"), AppraisalError);
  const asked = { measure: `options.council.${measure}`, samples: 256 };
  assert.throws(() => appraisal.drivers(asked), (error) => error.address === "correlations.pay_and_energy");
  const independent = Appraisal.load(sandgate.replace(/^\[correlations\.[^[]*between = \[[^\]]*\][^[]*/m, ""));
  const { drivers } = independent.drivers(asked).toObject();
  assert.equal(typeof drivers[0].total.share, "number");
  const worth = appraisal.valueOfInformation({ draws: 1_000 }).toObject();
  assert.ok(worth.inputs.every(({ value }) => value <= worth.everything));
  assert.throws(() => appraisal.drivers({ measure, samples: 3, sed: 1 }), AppraisalError);
});

test("the terms of a deal are asked for by name", () => {
  const taper = appraisal.designTaper({ option: "community", shape: "never_rising" }).toObject();
  assert.equal(taper.holds, true);
  assert.ok(taper.years.every(({ reserve }) => Number(reserve) >= Number(taper.minimum)));
  assert.equal(appraisal.delay({ option: "community", months: 4 }).toObject().months[3].starts, "2028-02-01");
  const { years } = appraisal.parishAffordability({ option: "parish", limit_pounds: 5 }).toObject();
  assert.equal(years[0].bands.length, 8);
  const ending = { option: "hub", costs_of_ending: { return: 10_000 }, breaks: ["2030-09-30"] };
  assert.equal(appraisal.abortValue(ending).toObject().dates[0].year, "2030/31");
  assert.equal(appraisal.savingsPath().toObject().by, "2029/30");
  const asked = { option: "community", stream: "room_hire", gap: 18_000, net: 12, weeks: 52, evidence: 20 };
  assert.equal(appraisal.quantityNeeded(asked).toObject().on_this_evidence, false);
  assert.throws(() => appraisal.delay({ option: "hub", months: 30 }), (error) => error.address === "months");
});

test("what is wrong has an address", () => {
  for (const asked of [undefined, {}, { measure: 3 }, { measure, more: 1 }]) {
    assert.throws(() => appraisal.tornado(asked), AppraisalError);
  }
  assert.throws(() => appraisal.switchingValues({ measure }), (error) => error.address === "options");
});
