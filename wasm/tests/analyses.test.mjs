// Analyses in Node: the bytes are held to the other surfaces by tests/surfaces.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal, AppraisalError } from "../js/uncertainty.js";

const appraisal = Appraisal.load(readFileSync(new URL("../../docs/examples/sandgate.toml", import.meta.url), "utf8"));
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

test("what is wrong has an address", () => {
  for (const asked of [undefined, {}, { measure: 3 }, { measure, more: 1 }]) {
    assert.throws(() => appraisal.tornado(asked), AppraisalError);
  }
  assert.throws(() => appraisal.switchingValues({ measure }), (error) => error.address === "options");
});
