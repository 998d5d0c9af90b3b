// The small entry beside the package that reads any question.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal, AppraisalError } from "../js/index.js";
import { AppraisalError as SameError, Sheet } from "../js/sheet.js";

const read = (name) => Appraisal.load(readFileSync(new URL(`../../docs/examples/${name}.toml`, import.meta.url), "utf8"));
const sandgate = read("sandgate");
const text = sandgate.toSheet();

/** What the result says of the rows of its views, by their addresses. */
function* rows(result) {
  for (const { id, views, society } of result.options) {
    for (const view of views) {
      const at = (row) => `options.${id}.${row}.${view.id}`;
      yield [at("net_cost"), view.net_cost];
      yield [at("saving"), view.saving];
      yield [at("net_cost_total"), [view.net_cost_total]];
      yield [at("saving_total"), [view.saving_total]];
      yield [at("net_present_cost"), [view.economic.net_present_cost]];
      yield [at("equivalent_annual_cost"), [view.economic.equivalent_annual_cost]];
      yield [at("cost_per_visit"), [view.economic.cost_per_visit]];
    }
    yield [`options.${id}.net_present_cost.society`, [society.net_present_cost]];
  }
}

function assertSame(outcome, opened) {
  let count = 0;
  for (const [address, values] of rows(outcome.toObject())) {
    assert.deepEqual(opened.values(address), values, address);
    count += 1;
  }
  assert.ok(count > 50);
  assert.deepEqual(opened.addresses, outcome.addresses);
}

test("rows and explanations are those of the appraisal, to the byte", () => {
  for (const appraisal of [sandgate, read("county")]) {
    const outcome = appraisal.run();
    const opened = Sheet.open(appraisal.toSheet()).run();
    assertSame(outcome, opened);
    const year = outcome.toObject().years[3];
    for (const address of outcome.addresses.filter((_, place) => place % 97 === 0)) {
      for (const form of ["json", "text", "html"]) {
        assert.equal(opened.explain(address, year)[form], outcome.explain(address, year)[form], address);
      }
    }
  }
});

test("replaced inputs move the same rows", () => {
  const changes = {
    "service.premises.energy": 9100,
    "options.community.grant.2": "500",
    "indices.pay.growth": 0.031,
    "options.parish.payment": 41000n,
    "parties.group.reserves": "60000.00",
  };
  const sheet = Sheet.open(text);
  const changed = sheet.replace(changes);
  assertSame(sandgate.replace(changes).run(), changed.run());
  assertSame(sandgate.run(), sheet.run());
  assert.match(changed.run().explain("options.council.lines.premises.energy.cash").text, /what if: in place of 6,200\.00/);
  const energy = ({ inputs }) => inputs.find(({ address }) => address === "service.premises.energy");
  assert.equal(energy(changed).value, "9100");
  assert.equal(energy(changed).central, energy(sheet).value);
});

test("a sheet says what it is about", () => {
  const sheet = Sheet.open(text);
  const { title, years, options } = sandgate.run().toObject();
  assert.equal(sheet.title, title);
  assert.deepEqual(sheet.years, years);
  assert.deepEqual(sheet.options, options.map(({ id, name }) => ({ id, name })));
  assert.deepEqual(sheet.views, options[0].views.map(({ id, name }) => ({ id, name })));
  const energy = sheet.inputs.find(({ address }) => address === "service.premises.energy");
  assert.equal(energy.label, "energy");
  assert.equal(energy.unit, "£");
  assert.deepEqual([energy.low, energy.central, energy.high], ["4500", "6200", "8500"]);
  assert.deepEqual([energy.lowest, energy.highest], ["0", "10000000000000000"]);
});

test("the comparison is an object, HTML and text", () => {
  const outcome = Sheet.open(text).run();
  const { cases, options } = outcome.table;
  const result = sandgate.run();
  const { options: expected } = result.toObject();
  const measure = (label) => cases.flatMap(({ measures }) => measures).find((own) => own.label === label);
  assert.equal(options.length, expected.length);
  assert.deepEqual(
    measure("Net present cost: society").values,
    expected.map(({ society }) => society.net_present_cost),
  );
  const net = measure("Net cost to the council, all years");
  assert.deepEqual(net.values, expected.map(({ views }) => views[0].net_cost_total));
  assert.deepEqual(net.values, net.rows.map((address) => outcome.value(address)));
  const printed = result.text.split("\n").find((line) => line.startsWith("Net present cost: council"));
  assert.deepEqual(
    outcome.text.split("\n").find((line) => line.startsWith("Net present cost: council")).split(/ {2,}/),
    printed.split(/ {2,}/),
  );
  assert.match(outcome.html, /<th scope="col">Community group<\/th>/);
});

test("what is wrong is an AppraisalError with its address, all at once", () => {
  assert.equal(SameError, AppraisalError);
  const sheet = Sheet.open(text);
  const problems = (action) => {
    try {
      action();
    } catch (error) {
      assert.ok(error instanceof AppraisalError, String(error));
      return error.problems;
    }
    return assert.fail("nothing was wrong");
  };
  const bad = { "service.premises.energy": -1, "indices.pay.growth": 11 };
  assert.deepEqual(problems(() => sheet.replace(bad)), problems(() => sandgate.replace(bad)));
  assert.equal(problems(() => sheet.replace(bad)).length, 2);
  for (const changes of [null, [], 3, { "service.premises.energy": Number.NaN }, { "service.premises.energy": {} }, { "no.such": 1 }]) {
    assert.ok(problems(() => sheet.replace(changes)).length > 0);
  }
  const outcome = sheet.run();
  for (const action of [
    () => outcome.value("options.nowhere"),
    () => outcome.value("options.council.net_cost.kcc"),
    () => outcome.value("options.council.net_cost.kcc", "2029"),
    () => outcome.values("options.nowhere"),
    () => outcome.explain("options.council.net_cost.kcc", "2099/00"),
  ]) {
    assert.ok(problems(action)[0].accepted || problems(action)[0].message);
  }
});

test("a sheet that is given back says so, and no longer", () => {
  const sheet = Sheet.open(text);
  const outcome = sheet.run();
  const before = outcome.json;
  sheet.free();
  assert.throws(() => sheet.run(), AppraisalError);
  assert.throws(() => sheet.inputs, AppraisalError);
  assert.equal(outcome.json, before);
  outcome.free();
  assert.throws(() => outcome.value("options.council.net_cost_total.kcc"), AppraisalError);
});

test("hostile texts are refused, and markup in names is text", () => {
  for (const hostile of [undefined, null, 3, {}, "", "{}", "[", "[".repeat(1e5), "x".repeat(9e6), "\ud800", text.slice(0, -9)]) {
    assert.throws(() => Sheet.open(hostile), AppraisalError);
  }
  const other = text.replace('"options_appraisal_sheet": 1', '"options_appraisal_sheet": 2');
  assert.throws(() => Sheet.open(other), (error) => error.problems.length === 1 && /version 1/.test(error.problems[0].accepted));
  // As deep as is explained, and one deeper.
  const deep = (levels) => Sheet.open(JSON.stringify({
    ...JSON.parse(text), figures: [], events: [], replaced: {}, calendars: [], options: [], comparison: [],
    nodes: `i0${" ~1".repeat(levels - 1)}`,
    rows: Array.from({ length: levels - 1 }, (_, place) => [`row${place}`, "A row", "£", place + 1]),
  })).run().explain(`row${levels - 2}`);
  assert.ok(deep(500).html.length + deep(500).json.length + deep(500).text.length > 1000);
  assert.throws(() => deep(501), AppraisalError);
  const named = Sheet.open(text.replaceAll("Community group", "<img src=x onerror=alert(1)>"));
  assert.doesNotMatch(named.run().html, /<img/);
});
