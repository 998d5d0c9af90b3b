import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal } from "../../js/uncertainty.js";
import { bundled } from "./bundled.mjs";

const { offered, only, options, withOffer, withOptionAgain, withoutOption } = await bundled("question/options.ts");

const question = (file) => Appraisal.load(readFileSync(new URL(file, import.meta.url), "utf8")).toQuestion();
const sandgate = question("../../../docs/examples/sandgate.toml");
const template = question("../src/templates/library.toml");

test("without any of its options, the example is still a question, and it comes back as it was", () => {
  for (const { id, today } of options(sandgate)) {
    if (today) continue;
    const { document, removed } = withoutOption(sandgate, id);
    assert.equal(Object.hasOwn(document.options, id), false);
    assert.ok(Appraisal.fromObject(document).run().json);
    const again = withOptionAgain(document, removed);
    assert.equal(Appraisal.fromObject(again).run().json, Appraisal.fromObject(sandgate).run().json);
    assert.deepEqual(again, sandgate);
  }
});

test("a party goes with the last option that names it, and comes back with the first", () => {
  const without = (document, id) => withoutOption(document, id);
  const { document: alone, removed } = without(template, "community");
  assert.equal("group" in alone.parties, false);
  assert.deepEqual(Object.keys(withOptionAgain(alone, removed).parties), Object.keys(template.parties));
  // The parish is the host of the hub, too.
  const parish = without(template, "parish");
  assert.ok("parish" in parish.document.parties);
  const both = without(parish.document, "hub");
  assert.equal("parish" in both.document.parties, false);
  for (const order of [[parish, both], [both, parish]]) {
    const again = order.reduce((next, { removed }) => withOptionAgain(next, removed), both.document);
    assert.deepEqual(again, template);
    assert.equal(Appraisal.fromObject(again).run().json, Appraisal.fromObject(template).run().json);
  }
  for (const { document } of [parish, both]) assert.ok(Appraisal.fromObject(document).run().json);
  // What speaks of a party by its address goes along with it; what names it keeps it.
  const spoken = { ...template, scenarios: { low: { name: "Low", set: { "parties.group.reserves": "1", "service.stock": "5" } } } };
  const { document, removed: set } = without(spoken, "community");
  assert.deepEqual(document.scenarios.low.set, { "service.stock": "5" });
  assert.deepEqual(withOptionAgain(document, set), spoken);
  const viewed = { ...template, views: { them: { name: "They", parties: ["group"] } } };
  assert.ok("group" in without(viewed, "community").document.parties);
  // What was said of it meanwhile stays.
  const renamed = { ...parish.document, parties: { ...parish.document.parties, parish: { ...template.parties.parish, name: "Town council" } } };
  assert.equal(withOptionAgain(renamed, parish.removed).parties.parish.name, "Town council");
});

test("today's service stands first", () => {
  assert.equal(options({ question: { today: "b" }, options: { a: { name: "A" }, b: { name: "B" } } })[0].id, "b");
});

test("every option of the template can be put beside every choice of the others", () => {
  for (const { id, today } of options(template)) {
    if (today) continue;
    const start = only(template, ["council"]);
    assert.deepEqual(Object.keys(start.parties), ["council"]);
    const added = withOffer(start, template, id);
    assert.ok(Appraisal.fromObject(added).run().json);
  }
});

test("an offer uses a body of the same kind, and never takes the place of another", () => {
  const document = withOffer(withoutOption(sandgate, "hub").document, template, "hub");
  assert.equal(document.options.hub.host, "parish");
  assert.deepEqual(document.parties, sandgate.parties);
  const taken = { question: { today: "x" }, parties: { trust: { kind: "contractor" } }, options: { trust: { model: "closure" } } };
  const added = withOffer(taken, template, "trust");
  assert.equal(added.options.trust_2.trust, "trust_2");
  assert.equal(added.parties.trust.kind, "contractor");
  assert.equal(added.options.trust.model, "closure");
});

test("only delivery models that a question does not have are offered", () => {
  assert.deepEqual(offered(sandgate, template), []);
  assert.deepEqual(offered(only(template, ["council", "parish"]), template).map(({ id }) => id), ["community", "trust", "hub"]);
});

test("a document of the wrong shape is met without a fall", () => {
  for (const odd of [null, 1, "text", [], [null]]) {
    const document = { question: odd, parties: odd, options: { a: odd, b: { name: 1 } }, scenarios: { s: odd }, correlations: { c: odd }, criteria: odd, sign_off: odd };
    assert.ok(withoutOption(document, "b").document);
    assert.ok(Array.isArray(options(document)));
    assert.ok(withOffer(document, template, "trust"));
  }
});
