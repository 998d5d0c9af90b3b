import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Appraisal } from "../../js/uncertainty.js";
import { bundled } from "./bundled.mjs";

const { Choices } = await bundled("page/choices.ts");
const { only } = await bundled("question/options.ts");

const template = Appraisal.load(readFileSync(new URL("../src/templates/library.toml", import.meta.url), "utf8")).toQuestion();
const shown = (choices, document) => choices.list(document).map(({ id, chosen, fixed }) => `${id}${chosen ? " chosen" : ""}${fixed ? " fixed" : ""}`);

test("options are chosen and left in an order that stays", () => {
  const choices = new Choices(template);
  const start = only(template, ["council", "community", "parish"]);
  assert.deepEqual(shown(choices, start), ["council chosen fixed", "community chosen", "parish chosen", "trust", "hub"]);
  const without = choices.choose(start, "community", false);
  assert.deepEqual(shown(choices, without), ["council chosen fixed", "community", "parish chosen", "trust", "hub"]);
  const hub = choices.choose(without, "hub", true);
  assert.deepEqual(shown(choices, hub), ["council chosen fixed", "community", "parish chosen", "trust", "hub chosen"]);
  const again = choices.choose(hub, "community", true);
  assert.deepEqual(Object.keys(again.options), ["council", "community", "parish", "hub"]);
  assert.deepEqual(again.options.community, start.options.community);
});

test("an offer whose id is taken is there under another", () => {
  const choices = new Choices(template);
  const taken = { ...only(template, ["council"]), options: { ...only(template, ["council"]).options, trust: { model: "closure", name: "Closed" } } };
  assert.deepEqual(shown(choices, taken), ["council chosen fixed", "trust chosen", "community", "parish", "trust_2", "hub"]);
  const both = choices.choose(taken, "trust_2", true);
  assert.deepEqual(Object.entries(both.options).map(([id, { model }]) => `${id} ${model}`), ["council council_run", "trust closure", "trust_2 trust"]);
});
