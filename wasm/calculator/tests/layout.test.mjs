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

// To be taken out with the first core that has it.
const COMING = new Set(["question.as_of"]);

test("the core knows every question of every form, and every choice", () => {
  for (const file of files) {
    const document = question(file);
    const asked = fields(document).filter(({ address }) => !COMING.has(address));
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
  assert.deepEqual(grant.map(({ lastOf }) => lastOf), [undefined, undefined, "options.community.grant"]);
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
