import assert from "node:assert/strict";
import { test } from "node:test";

import { bundled } from "./bundled.mjs";

const { read, write, remove } = await bundled("question/address.ts");

const document = {
  service: { usage: { weeks: { central: 51, source: "counted" } }, premises: { backlog: { "2028/29": "12000" } } },
  options: { community: { grant: [{ central: "8000" }, { central: "7000" }] } },
  projections: { "pay.spine": { growth: "0.025" }, pay: { other: "1" } },
};

test("values are found by the addresses of the core", () => {
  assert.equal(read(document, "service.usage.weeks.central"), 51);
  assert.equal(read(document, "options.community.grant.2.central"), "7000");
  assert.equal(read(document, "service.premises.backlog.2028/29"), "12000");
  assert.equal(read(document, "projections.pay.spine.growth"), "0.025");
  assert.equal(read(document, "projections.pay.other"), "1");
  assert.equal(read(document, "service.none.at.all"), undefined);
  assert.equal(read(document, "service.usage.weeks.central.deeper"), undefined);
});

test("a change makes another document and leaves the first as it was", () => {
  const before = structuredClone(document);
  const after = write(document, "options.community.grant.2.central", "6500");
  assert.deepEqual(document, before);
  assert.deepEqual(after.options.community.grant, [{ central: "8000" }, { central: "6500" }]);
  assert.equal(after.service, document.service);
  assert.equal(write(document, "projections.pay.spine.growth", "0.03").projections["pay.spine"].growth, "0.03");
});

test("tables on the way to a value are made, and what is not there is not taken away", () => {
  assert.deepEqual(write({}, "service.premises.energy", "1"), { service: { premises: { energy: "1" } } });
  assert.equal(remove(document, "service.premises.energy"), document);
  assert.deepEqual(remove(document, "options.community.grant.1").options.community.grant, [{ central: "7000" }]);
});

test("the prototype of an object is no table of the document", () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": "yes"}, "service": {}}');
  assert.equal(read(hostile, "service.constructor"), undefined);
  assert.equal(read(hostile, "service.toString.name"), undefined);
  const after = write(hostile, "service.__proto__.polluted", "yes");
  assert.equal({}.polluted, undefined);
  assert.equal(Object.getPrototypeOf(after.service), Object.prototype);
  assert.equal(read(after, "service.__proto__.polluted"), "yes");
});
