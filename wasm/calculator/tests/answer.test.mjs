import assert from "node:assert/strict";
import { test } from "node:test";

import { bundled } from "./bundled.mjs";

const { answer, withdraw, withValues } = await bundled("question/answer.ts");
const { History } = await bundled("question/history.ts");
const { typed } = await bundled("form/typed.ts");

const document = { service: { stock: "7000", ict: { central: "2500", low: "2000", high: "3000", source: "Published: budget" } } };

test("an answer is the central value of an estimate, whose source no longer holds", () => {
  const { ict } = answer(document, "service.ict", "2600").service;
  assert.deepEqual(ict, { central: "2600", low: "2000", high: "3000", source: "entered in the calculator" });
  assert.equal(answer(document, "service.ict", "2500"), document);
  assert.equal(answer(document, "service.stock", "8000").service.stock, "8000");
  assert.equal(Object.hasOwn(withdraw(document, "service.ict").service, "ict"), false);
});

test("what was there already is no answer, whether it is a number or its text", () => {
  const numbers = { service: { stock: 7000, ict: { central: 2500, source: "illustrative" }, posts: { spine_point: "5" } } };
  assert.equal(answer(numbers, "service.stock", "7000"), numbers);
  assert.equal(answer(numbers, "service.ict", "2500"), numbers);
  assert.equal(answer(numbers, "service.posts.spine_point", 5).service.posts.spine_point, 5);
});

test("values of sliders go in by their addresses", () => {
  const { service } = withValues(document, { "service.ict": "2700", "service.stock": "1" });
  assert.equal(service.ict.central, "2700");
  assert.equal(service.stock, "1");
});

test("sums are taken as people write them, and anything else goes on as it was typed", () => {
  assert.equal(typed("number", " £12,500.50 "), "12500.50");
  assert.equal(typed("number", "-3"), "-3");
  assert.equal(typed("number", "12,50"), "12,50");
  assert.equal(typed("number", "1e5"), "1e5");
  assert.equal(typed("number", "0.1000000000000000055511151231257827"), "0.1000000000000000055511151231257827");
  assert.equal(typed("whole", "10"), 10);
  assert.equal(typed("whole", "ten"), "ten");
  assert.equal(typed("yes_no", "true"), true);
});

test("letters in one field are one step back, and another field is another", () => {
  const history = new History({ a: "" });
  history.change({ a: "1" }, "a", "a");
  history.change({ a: "12" }, "a", "a");
  history.change({ a: "12", b: "3" }, "b", "b");
  history.change({ a: "125", b: "3" }, "a", "a");
  assert.equal(history.undoable, "a");
  const found = [];
  while (history.undo() !== undefined) found.push(history.document);
  assert.deepEqual(found, [{ a: "12", b: "3" }, { a: "12" }, { a: "" }]);
  assert.equal(history.undoable, undefined);
});
