// The parts of the results that need no page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { Appraisal } from "../../js/uncertainty.js";
import { bundled } from "./bundled.mjs";

const sandgate = readFileSync(new URL("../../../docs/examples/sandgate.toml", import.meta.url), "utf8");
const { inPlain } = await bundled("results/plain.ts");
const { takers } = await bundled("results/takers.ts");
const { grid, grouped, isDecimal, shortest, typed } = await bundled("results/decimals.ts");
const { chooseSliders } = await bundled("results/sliders.ts");
const { eachFrame } = await bundled("results/each_frame.ts");
const { framed, joined } = await bundled("results/frame_and_data.ts");
const { leaders, inWords } = await bundled("results/leader.ts");
const { lines } = await bundled("results/csv.ts");
const { quantity, amount } = await bundled("results/quantity.ts");
const { after, sourced } = await bundled("question/slid.ts");
const { leading, ahead, measures } = await bundled("results/measures.ts");

test("a slider has round steps, and stands on its value and on both ends where it can", () => {
  assert.deepEqual(grid("4500", "6200", "8500"), { low: "4500", central: "6200", high: "8500", step: "100" });
  assert.deepEqual(grid("0.0", "0.03", "0.08"), { low: "0", central: "0.03", high: "0.08", step: "0.002" });
  assert.deepEqual(grid("0.0019", "0.0069", "0.0103"), { low: "0.0019", central: "0.0069", high: "0.0103", step: "0.0002" });
  assert.deepEqual(grid("-20", "-5", "30"), { low: "-20", central: "-5", high: "30", step: "1" });
});

test("a value with many places is met exactly, and the ends lie inside the range", () => {
  const { low, high, step } = grid("24378.9075", "27087.675", "29796.4425");
  assert.equal(step, "100");
  assert.equal(low, "24387.675");
  assert.equal(high, "29787.675");
});

test("what is counted has whole steps", () => {
  assert.deepEqual(grid("1", "2", "4", true), { low: "1", central: "2", high: "4", step: "1" });
  assert.deepEqual(grid("18000", "24000", "30000", true), { low: "18000", central: "24000", high: "30000", step: "200" });
});

test("a decimal in its shortest text is the same wherever it was written", () => {
  for (const text of ["0.5", "0.50", "00.500"]) assert.equal(shortest(text), "0.5");
  assert.equal(shortest("0.0"), "0");
  assert.equal(shortest("-0.0"), "0");
  assert.equal(shortest("-12.340"), "-12.34");
  assert.equal(shortest("abc"), "abc");
});

test("there is no slider without a range, or for what is no decimal", () => {
  assert.equal(grid("5", "5", "5"), undefined);
  assert.equal(grid("8", "5", "2"), undefined);
  assert.equal(grid("1", "9", "5"), undefined);
  assert.equal(grid("1e3", "2e3", "3e3"), undefined);
});

test("what people type is read as a decimal, and nothing is made of what is none", () => {
  assert.equal(typed(" £6,200.50 "), "6200.50");
  assert.equal(typed("-.5"), "-0.5");
  // What may be a decimal comma is not taken for a thousand: it is handed on, and refused, as it was typed.
  for (const text of ["12,50", "1,2", "6,20,0", "1,2345"]) assert.equal(typed(text), text);
  for (const text of ["", "-", "1.", "abc", "1e5", "٣", "1.2.3"]) assert.equal(isDecimal(typed(text)), false, text);
});

test("the sliders are those of the tornado, the widest first, and then those of the log", () => {
  const appraisal = Appraisal.load(sandgate);
  const measure = "options.community.net_present_cost.kcc";
  const tornado = appraisal.tornado({ measure }).toObject();
  const log = appraisal.assumptionsLog({ measure }).toObject();
  const choose = (most, replaceable = () => true) =>
    chooseSliders(tornado, log, { most, replaceable }).map(({ address, range }) => [address, range]);
  // The bars of docs/uncertainty.md's tornado with a swing; the next in the log is stated there with its effect.
  assert.deepEqual(choose(6), [
    ["indices.pay.growth", "stated"], ["service.premises.energy", "stated"],
    ["service.income.room_hire.amount", "stated"], ["indices.energy.growth", "stated"],
    ["options.community.support_in_kind", "test_movement"], ["service.stock", "test_movement"],
  ]);
  assert.deepEqual(choose(2, (address) => !address.startsWith("indices.")).map(([address]) => address),
    ["service.premises.energy", "service.income.room_hire.amount"]);
  const [first] = chooseSliders(tornado, log, { most: 1, replaceable: () => true });
  assert.equal(first.label, "Pay: growth");
  assert.equal(first.central, "0.025");
});

test("what was moved keeps its slider, whatever others there are", () => {
  const appraisal = Appraisal.load(sandgate);
  const measure = "options.community.net_present_cost.kcc";
  const [tornado, log] = [appraisal.tornado({ measure }).toObject(), appraisal.assumptionsLog({ measure }).toObject()];
  const choose = (kept) => chooseSliders(tornado, log, { most: 1, kept, replaceable: () => true }).map(({ address }) => address);
  assert.deepEqual(choose([]), ["indices.pay.growth"]);
  assert.deepEqual(choose(["service.usage.visits", "service.stock"]), ["indices.pay.growth", "service.usage.visits", "service.stock"]);
});

test("without what sliders have set the question has its ranges again, and every other answer", () => {
  const base = Appraisal.load(sandgate).toQuestion();
  const values = { "service.premises.energy": "6500", "options.community.grant.2": "7100", "options.community.support_in_kind": "5" };
  const slid = { base, values };
  const before = sourced(Appraisal.fromObject(base).replace(values).toQuestion(), Object.keys(values));
  assert.deepEqual(before.service.premises.energy, { central: 6500, source: "entered in the calculator" });

  const edited = structuredClone(before);
  edited.service.usage.weeks = { central: "50", source: "entered in the calculator" };
  edited.service.name = "Another name";
  delete edited.options.hub;
  const expected = structuredClone(base);
  expected.service.usage.weeks = edited.service.usage.weeks;
  expected.service.name = "Another name";
  delete expected.options.hub;
  assert.deepEqual(after(slid, before, edited), { base: expected, values });
  assert.deepEqual(Object.keys(after(slid, before, edited).base.options), Object.keys(edited.options));

  // An answer in the place of what a slider has set stands; the others go back still.
  const answered = structuredClone(before);
  answered.service.premises.energy.central = "7000";
  const { base: left, values: others } = after(slid, before, answered);
  assert.deepEqual(left.service.premises.energy, { central: "7000", source: "entered in the calculator" });
  assert.deepEqual(left.options, base.options);
  assert.deepEqual(Object.keys(others), ["options.community.grant.2", "options.community.support_in_kind"]);
  delete answered.options.community;
  assert.equal(after(slid, before, answered), undefined);
});

test("for whoever takes over: what is added to a bill, its reserves, its worst year, as the core has them", () => {
  const result = Appraisal.load(sandgate).run().toObject();
  const plain = ({ sentences }) => sentences.map((sentence) => sentence.map((word) => word.text ?? word).join(""));
  const [parish, ...others] = takers(result, (_, value) => grouped(value));
  assert.equal(others.length, 0);
  assert.equal(parish.name, "Sandgate Parish Council");
  assert.deepEqual(parish.options.map(({ name }) => name), ["Parish council, commissioned", "Shared hub with the parish office"]);
  assert.deepEqual(plain(parish.options[0]), [
    "Added to a Band D bill: £10.33 in 2027/28, £30.35 in 2036/37.",
    "Its reserves do not fall below nought in any year.",
    "In no year does it pay more than it is paid, its precept included.",
  ]);
  assert.deepEqual(plain(parish.options[1]), [
    "Nothing is added to a Band D bill in any year.", "Its reserves do not fall below nought in any year.",
    "In no year does it pay more than it is paid, its precept included.",
  ]);
  const [, second] = parish.table.rows;
  assert.deepEqual([second.header, second.cells[0].text, second.cells[1].text], ["2028/29", "28.23", "40,000.00"]);
  assert.deepEqual(second.cells[0].reason, { address: "options.parish.precept.parish.band_d", year: "2028/29" });

  // A parish that runs short: the first year in which it does, and the worst.
  const changed = structuredClone(result);
  const option = changed.options.find(({ id }) => id === "parish");
  Object.assign(option.reserves.find(({ party }) => party === "parish"), { reserves: result.years.map(() => "-1500.00"), first_insolvent_year: "2029/30" });
  Object.assign(option.parties.find(({ id }) => id === "parish"), { pays: result.years.map(() => "2500.10"), worst_year: "2031/32" });
  const [, reserves, worst] = takers(changed, (_, value) => grouped(value))[0].options[0].sentences;
  assert.deepEqual(reserves[1], { text: "-£1,500.00", what: "Reserves, Parish council, commissioned, 2029/30", reason: { address: "options.parish.reserves.parish", year: "2029/30" } });
  assert.equal(worst[1].text, "£2,500.10");
  assert.equal(worst[1].reason.year, "2031/32");
});

test("the sliders can be picked by what those pay who take over, where an option has it", () => {
  const appraisal = Appraisal.load(sandgate);
  const outcome = appraisal.run();
  const rows = (option) => measures(outcome.toObject(), option, outcome.addresses).map(({ row }) => row);
  assert.ok(rows("parish").includes("precept.parish.band_d@2036/37"));
  assert.ok(!rows("trust").some((row) => row.startsWith("precept")));
  assert.ok(rows("community").includes("net_present_cost.group"));
  for (const option of ["council", "community", "parish", "trust", "hub"]) {
    for (const row of rows(option)) appraisal.tornado({ measure: `options.${option}.${row}` });
  }
});

test("sentences of the core name inputs by what they are called", () => {
  const labels = new Map([["service.income.room_hire.amount", "Room hire: amount"]]);
  assert.equal(inPlain("No value of service.income.room_hire.amount from £0.00 to £41,500.00 changes the answer.", labels),
    "No value of “Room hire: amount” from £0.00 to £41,500.00 changes the answer.");
  assert.equal(inPlain("The answer does not depend on service.income.room_hire.amount.", labels), "The answer does not depend on “Room hire: amount”.");
  assert.match(inPlain("range £600.00 to £2,600.00, 38.69 ranges away.", labels), /, outside it \(38\.69 times as far from what is assumed/);
});

test("no slider moves a figure that is published", () => {
  const appraisal = Appraisal.load(sandgate);
  const measure = "options.hub.net_present_saving.kcc";
  const all = chooseSliders(appraisal.tornado({ measure }).toObject(), appraisal.assumptionsLog({ measure }).toObject(),
    { most: 1000, replaceable: () => true });
  assert.ok(all.length > 10);
  assert.deepEqual(all.filter(({ address }) => address.startsWith("rules.")), []);
});

test("of the events of one frame the first is answered at once and the others together", () => {
  const frames = [];
  let updates = 0;
  const frame = eachFrame(() => { updates += 1; }, (then) => frames.push(then));
  const next = () => frames.shift()();
  frame.ask();
  assert.equal(updates, 1);
  for (let event = 0; event < 5; event += 1) frame.ask();
  assert.equal(updates, 1);
  next();
  assert.equal(updates, 2);
  next();
  assert.equal(updates, 2);
  assert.equal(frames.length, 0);

  frame.ask();
  frame.ask();
  frame.flush();
  assert.equal(updates, 4);
  next();
  assert.equal(updates, 4);
  frame.ask();
  frame.ask();
  frame.forget();
  next();
  assert.equal(updates, 5);
});

test("an update that throws does not stop those after it", () => {
  const frames = [];
  let updates = 0;
  const frame = eachFrame(() => { updates += 1; if (updates === 1) throw new Error("once"); }, (then) => frames.push(then));
  assert.throws(() => frame.ask());
  frames.shift()();
  frame.ask();
  assert.equal(updates, 2);
});

test("numbers change the data of a picture and leave its frame; another option changes the frame", () => {
  const spec = (text, change = {}) => Appraisal.load(text).replace(change).run().picture("who_pays").spec;
  const before = framed(spec(sandgate));
  const after = framed(spec(sandgate, { "service.premises.energy": 6300 }));
  assert.equal(after.frame, before.frame);
  assert.deepEqual([...after.data.keys()], [...before.data.keys()]);
  assert.notDeepEqual([...after.data.values()], [...before.data.values()]);
  const fewer = sandgate.replace(/\[options\.hub\][^]*?\[correlations/, "[correlations")
    .replace(/\[criteria\][^]*$/, "");
  assert.notEqual(framed(spec(fewer)).frame, before.frame);
});

test("a picture that was taken apart has all its data when it is put together", () => {
  const spec = { mark: "bar", layer: [{ data: { values: [{ a: 1 }] } }, { data: { values: [{ a: 2 }] } }, { data: { values: [{ a: 1 }] } }], description: "words" };
  assert.deepEqual(joined(framed(spec)), {
    mark: "bar",
    layer: [{ data: { name: "rows_0" } }, { data: { name: "rows_1" } }, { data: { name: "rows_0" } }],
    datasets: { rows_0: [{ a: 1 }], rows_1: [{ a: 2 }] },
  });
});

const cells = (...texts) => texts.map((text) => ({ text, below: "", isNumber: true }));

test("the first place is read off the comparison, shared places too", () => {
  const table = (places) => ({
    caption: "", columns: ["A", "B", "C"],
    rows: [
      { header: "Net present cost: council", cells: cells("100", "-1,200", "100") },
      { header: "Place by net present cost to the council", cells: cells(...places) },
    ],
  });
  assert.equal(inWords(leaders(table(["2=", "1", "2="])), "Kent"), "First by net present cost to Kent: B, at -£1,200.");
  assert.equal(inWords(leaders(table(["1=", "3", "1="])), "Kent"), "First by net present cost to Kent, together: A and C, at £100.");
  assert.equal(inWords(leaders({ caption: "", columns: [], rows: [] }), "Kent"), "");
});

test("the sliders begin with the best other option, and the best of all may be today's", () => {
  const result = { today: "a", options: [{ id: "a", rank: "1" }, { id: "b", rank: "3" }, { id: "c", rank: "2" }] };
  assert.equal(leading(result), "c");
  assert.equal(ahead(result), "a");
  assert.equal(leading({ today: "a", options: [{ id: "a", rank: "1" }] }), "a");
});

test("the lines as CSV are those of the result, and no name is a formula", () => {
  const hostile = sandgate.replace("name = \"Community group\"", "name = '=HYPERLINK(\"http://x\"),\"y\"'");
  const result = Appraisal.load(hostile).run().toObject();
  const rows = lines(result).split("\r\n");
  const number = result.options.reduce((count, { lines: all }) => count + all.length * result.years.length, 0);
  assert.equal(rows.length, number + 2);
  const row = rows.find((text) => text.startsWith("community,"));
  assert.match(row, /^community,"'=HYPERLINK\(""http:\/\/x""\),""y""",/);
  const [option] = result.options;
  const [line] = option.lines;
  assert.ok(rows[1].endsWith(`,${result.years[0]},${line.cash[0]},${line.real[0]}`));
});

test("values are said with their units", () => {
  assert.equal(quantity("6200", "£"), "£6,200");
  assert.equal(quantity("-6200.5", "£ a year"), "-£6,200.5 a year");
  assert.equal(quantity("0.025", "a year"), "2.5% a year");
  assert.equal(quantity("0.4", "share"), "40%");
  assert.equal(quantity("24000", "count"), "24,000");
  assert.equal(quantity("0.8", "FTE"), "0.8 FTE");
  assert.equal(quantity("abc", "£"), "abc");
  assert.equal(amount("-350,140.53", "£ of the price base"), "-£350,140.53 of the price base");
});
