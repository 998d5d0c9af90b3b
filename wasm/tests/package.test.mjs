// The package in Node, as its users see it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal, AppraisalError } from "../js/index.js";

const sandgate = readFileSync(new URL("../../docs/examples/sandgate.toml", import.meta.url), "utf8");

test("a result keeps its pennies", () => {
  const result = Appraisal.load(sandgate).run().toObject();
  assert.equal(result.options[0].views[0].saving_total, "0.00");
  assert.match(result.options[1].views[0].net_cost_total, /^-?\d+\.\d\d$/);
});

test("an explanation goes down to the law", () => {
  const outcome = Appraisal.load(sandgate).run();
  const text = outcome.explain("options.council.lines.posts.librarian.pay.cash", "2029/30").text;
  assert.match(text, /NJC pay spine, point 12/);
  // As the README and the book print them.
  assert.equal(outcome.value("options.community.net_cost_total.kcc"), "350140.53");
  assert.equal(outcome.values("options.parish.net_cost.kcc").length, 10);
  assert.equal(outcome.value("options.parish.net_cost.kcc", "2029/30"), outcome.values("options.parish.net_cost.kcc")[2]);
  assert.throws(() => outcome.value("options.parish.net_cost.kcc"), /has a value for each year; one of the years from 2027\/28/);
  assert.throws(() => outcome.explain("options.nowhere"), AppraisalError);
  assert.throws(() => outcome.explain("options.council.net_cost.kcc", "2029"), AppraisalError);
});

test("errors carry addresses", () => {
  assert.throws(() => Appraisal.load("[question]\nyears = -1"), (error) => {
    assert.ok(error instanceof AppraisalError);
    assert.ok(error.problems.some((problem) => problem.address === "question.years"));
    return true;
  });
});

test("hostile values are refused", () => {
  const cyclic = {};
  cyclic.question = cyclic;
  let deep = {};
  for (let i = 0; i < 2000; i += 1) deep = { question: deep };
  const trap = { get question() { throw new Error("trap"); } };
  for (const hostile of [{}, null, [], 3, { question: Number.NaN }, { question: { title: "\ud800" } }, cyclic, deep, trap, { question: 10n ** 40n }]) {
    assert.throws(() => Appraisal.fromObject(hostile), AppraisalError);
  }
  for (const text of ["", "\0", "[[[[", '{"question": 1e999}', "x".repeat(9_000_000)]) {
    assert.throws(() => Appraisal.load(text), AppraisalError);
  }
});

test("what is given back is gone, and its memory serves what comes after", async () => {
  const { initSync } = await import("../js/generated/options_appraisal.js");
  const { memory } = initSync();
  const appraisal = Appraisal.load(sandgate);
  const answer = (energy) => {
    const changed = appraisal.replace({ "service.premises.energy": energy });
    const outcome = changed.run();
    assert.ok(outcome.json.length > 0);
    for (const held of [outcome, changed]) held.free();
    return { outcome, changed };
  };
  const { outcome, changed } = answer(5_000);
  const before = memory.buffer.byteLength;
  for (let energy = 5_001; energy < 5_200; energy += 1) answer(energy);
  assert.ok(memory.buffer.byteLength < before + 8e6, `${memory.buffer.byteLength - before} bytes more`);
  outcome.free();
  for (const gone of [() => outcome.json, () => outcome.explain("a"), () => changed.run(), () => changed.title]) {
    assert.throws(gone, (error) => error instanceof AppraisalError && /given back/.test(error.message));
  }
});
