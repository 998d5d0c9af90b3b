import assert from "node:assert/strict";
import { test } from "node:test";

import { bundled } from "./bundled.mjs";

const { Keeper } = await bundled("keep/kept.ts");

const question = (title) => ({ question: { title }, service: {}, options: {}, parties: {} });
const titles = (keeper) => keeper.earlier.map(({ question: { question: { title } } }) => title);
const at = new Date("2026-11-27T10:00:00Z");

class Store {
  constructor(room = Infinity) {
    this.room = room;
    this.items = new Map();
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    const others = [...this.items].filter(([other]) => other !== key).reduce((sum, [, text]) => sum + text.length, 0);
    if (others + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
  }
}
const keeper = (store, refused = () => assert.fail("refused")) => new Keeper(() => store, refused);

test("work is there the next time, and when it was kept", () => {
  const store = new Store();
  const first = keeper(store);
  assert.deepEqual(first.earlier, []);
  first.keep(question("a"), at);
  first.keep(question("b"), at);
  assert.deepEqual(keeper(store).earlier, [{ question: question("b"), at: "2026-11-27T10:00:00.000Z" }]);
});

test("work that is not gone on with is put by, not written over", () => {
  const store = new Store();
  keeper(store).keep(question("old"), at);
  const next = keeper(store);
  next.keep(question("new"), at);
  next.keep(question("newer"), at);
  assert.deepEqual(titles(keeper(store)), ["newer", "old"]);
});

test("two tabs leave one another's work", () => {
  const store = new Store();
  const [one, other] = [keeper(store), keeper(store)];
  one.keep(question("one"), at);
  other.keep(question("other"), at);
  one.keep(question("one again"), at);
  assert.deepEqual(titles(keeper(store)), ["one again", "other"]);
});

test("a full store is told once, and loses nothing that was in it", () => {
  const store = new Store();
  keeper(store).keep(question("old"), at);
  store.room = JSON.stringify({ question: question("old"), at }).length + 20;
  let told = 0;
  const next = keeper(store, () => { told += 1; });
  next.keep(question("new"), at);
  next.keep(question("newer"), at);
  assert.equal(told, 1);
  assert.deepEqual(titles(keeper(store)), ["old"]);
});

test("a browser that refuses to be asked is told once", () => {
  let told = 0;
  const refusing = new Keeper(() => { throw new DOMException("no", "SecurityError"); }, () => { told += 1; });
  assert.deepEqual(refusing.earlier, []);
  refusing.keep(question("a"), at);
  refusing.keep(question("b"), at);
  assert.equal(told, 1);
});

test("what is there and is no question is no earlier work, and does not stay in the way", () => {
  for (const text of ["", "{", "null", "[]", '{"question":{},"at":"2026-11-27"}', '{"question":5,"at":5}']) {
    const store = new Store();
    store.setItem("options-appraisal.question", text);
    const next = keeper(store);
    assert.deepEqual(next.earlier, []);
    next.keep(question("new"), at);
    assert.deepEqual(titles(keeper(store)), ["new"]);
  }
});
