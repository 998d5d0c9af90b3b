import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal, AppraisalError } from "../../js/uncertainty.js";
import { bundled } from "./bundled.mjs";

const { layout } = await bundled("form/layout.ts");
const { write } = await bundled("question/address.ts");
const { models } = await bundled("questions/options.ts");

const question = (file) => Appraisal.load(readFileSync(new URL(file, import.meta.url), "utf8")).toQuestion();
const template = question("../src/templates/library.toml");
const files = ["../src/templates/library.toml", "../../../docs/examples/sandgate.toml", "../../../docs/examples/county.toml"];

const fields = (document) => Object.values(layout(document)).flat().flatMap(({ fields, more, entries }) => [
  ...fields, ...more, ...entries.flatMap(({ items }) => items.map((item) => item.field ?? item)),
]);

// The core tells all that is wrong at once: every field is tried in one document, whatever the values then come to.
const TRIAL = { text: "2030/31", number: "1", whole: 1, date: "2030-04-01", yes_no: true };

test("the core knows every question of every form, and every choice", () => {
  for (const file of files) {
    const document = question(file);
    const asked = fields(document);
    const most = Math.max(...asked.map(({ question: { choices = [] } }) => choices.length));
    for (let turn = 0; turn < most; turn += 1) {
      const tried = asked.reduce((next, { address, question: { kind, choices } }) =>
        write(next, address, kind === "choice" ? (choices[turn] ?? choices[0])[0] : TRIAL[kind]), document);
      const unknown = refusals(tried).filter(({ message }) => /not known here/.test(message));
      assert.deepEqual(unknown, [], file);
    }
  }
  assert.match(refusals(write(template, "service.premises.lamp_oil", "1"))[0].message, /not known here/);
});

function refusals(document) {
  try {
    Appraisal.fromObject(document);
    return [];
  } catch (error) {
    if (error instanceof AppraisalError) return error.problems;
    throw error;
  }
}

test("every answer of a document that has a field is shown as it stands", () => {
  const shown = new Map(fields(template).map(({ address, value }) => [address, value]));
  assert.equal(shown.get("service.usage.staffed_hours"), "24");
  assert.equal(shown.get("service.pension_rate"), "0.2");
  assert.equal(shown.get("service.statutory"), "true");
  assert.equal(shown.get("options.community.grant.2"), "7000");
  assert.equal(shown.get("service.posts.supervisor.hours_a_week"), "26");
  assert.equal(shown.has("service.posts.supervisor.fte"), false);
  assert.equal(shown.get("parties.council.kind"), "unitary_council");
});

test("no address is asked twice", () => {
  for (const file of files) {
    const addresses = fields(question(file)).map(({ address }) => address);
    assert.equal(new Set(addresses).size, addresses.length, file);
  }
});

test("a sum by year has a field for each year, and the last one ends its list", () => {
  const grant = fields(template).filter(({ address }) => address.startsWith("options.community.grant"));
  assert.deepEqual(grant.map(({ label }) => label), ["The council's grant: year 1", "The council's grant: year 2", "The council's grant: year 3"]);
  assert.deepEqual(grant.map(({ sum }) => sum), [undefined, undefined, { address: "options.community.grant", stated: "in turn", shortens: true }]);
  assert.match(grant[2].hint, /After this year it is nothing/);
  const asked = (payment) => fields(write(template, "options.parish.payment", payment)).filter(({ address }) => address.startsWith("options.parish.payment"));
  assert.deepEqual(asked("12000").map(({ sum }) => sum.stated), ["once"]);
  assert.deepEqual(asked(["12000", "8000"]).map(({ sum }) => sum?.stated), [undefined, "in turn"]);
  assert.deepEqual(asked({ "2028/29": "12000", "2029/30": "8000" }).map(({ sum }) => sum?.stated), [undefined, "by name"]);
});

test("what follows the last year of a sum by year is what the core makes of it", () => {
  const costs = (document) => JSON.stringify(Appraisal.fromObject(document).run().toObject().options);
  // A building of the parish's own costs something where it uses it, and an old one as long as it stands empty.
  const empty = write(template, "options.hub.old_building.released", "2033-01-01");
  const moved = write(empty, "options.parish.building", "own_building");
  let tried = 0;
  for (const { address, sum, question } of fields(template)) {
    if (!question.years || sum?.stated !== "once") continue;
    const ended = write(address.endsWith(".building_costs") ? moved : empty, address, ["10000", "10000"]);
    const [nothing, goesOn] = [["10000", "10000", "0"], ["10000", "10000", "10000"]].map((years) => costs(write(ended, address, years)) === costs(ended));
    assert.deepEqual({ address, nothing, goesOn }, { address, nothing: question.years === "nothing", goesOn: question.years === "goes_on" });
    tried += 1;
  }
  assert.ok(tried >= 12, String(tried));
});

test("a choice of which none is stated is shown as the core takes it", () => {
  const shown = new Map(fields(template).map(({ address, value }) => [address, value]));
  assert.equal(shown.get("options.parish.funding"), "precept");
  const results = (document) => JSON.stringify(Appraisal.fromObject(document).run().toObject().options);
  for (const { address, question: { standard }, value } of fields(template)) {
    if (standard === undefined) continue;
    assert.equal(value, standard);
    assert.equal(results(write(template, address, standard)), results(template), address);
  }
  assert.notEqual(results(write(template, "options.parish.funding", "reserves")), results(template));
  assert.equal(shown.get("parties.parish.rates_relief"), "");
});

test("how many years there can be is as the form says", () => {
  const { accepted } = fields(template).find(({ address }) => address === "question.years").question;
  const [, least, most] = /from (\d+) to (\d+)$/.exec(accepted).map(Number);
  const wrong = (years) => refusals(write(template, "question.years", years)).filter(({ address }) => address === "question.years").length;
  assert.deepEqual([least - 1, least, most, most + 1].map(wrong), [1, 0, 0, 1]);
});

test("a document of any shape has a form", () => {
  for (const odd of [null, 1, "text", true, [], {}, [null], { central: {} }, { central: [] }]) {
    const document = {
      question: odd, parties: odd, service: odd,
      options: { a: odd, b: { model: "trust", name: odd, trust: odd, contract: odd }, c: { model: "__proto__" }, d: { model: "constructor" } },
    };
    assert.ok(layout(document));
    for (const { address } of fields(template)) assert.ok(layout(write(template, address, odd)), address);
  }
});

test("every question says what it is about", () => {
  for (const questions of Object.values(models)) {
    for (const { address, label } of questions) {
      assert.match(address, /^(options\.\{option\}|parties\.\{party\})\./);
      assert.match(label, /^[A-Z0-9]/);
    }
  }
});

test("a document of a hundred thousand options, posts and years has a form at once", () => {
  const many = (entry) => Object.fromEntries(Array.from({ length: 100_000 }, (_, number) => [`a${number}`, entry]));
  const contract = Array.from({ length: 100_000 }, () => "1");
  const begun = performance.now();
  const shown = layout({
    ...template,
    options: { ...template.options, ...many({ model: "trust", contract }) },
    service: { ...template.service, posts: many({ fte: "1" }) },
  });
  assert.ok(shown.options.length <= 200);
  assert.ok(Object.values(shown).flat().reduce((sum, { fields, more }) => sum + fields.length + more.length, 0) <= 3000);
  assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
});
