import assert from "node:assert/strict";
import { test } from "node:test";

import { bundled } from "./bundled.mjs";

const { Keeper, LARGEST, MOST } = await bundled("keep/kept.ts");
const { called } = await bundled("page/kept_work.ts");

const question = (title, more = {}) => ({ question: { title, ...more }, service: {}, options: {}, parties: {} });
const titles = (keeper) => keeper.works.map(({ question: { question: { title } } }) => title);

// Every moment is later than the one before.
let moment = Date.parse("2026-11-27T10:00:00Z");
const now = () => new Date(moment += 1000);

class Store {
  constructor(room = Infinity) {
    this.room = room;
    this.items = new Map();
  }

  get length() {
    return this.items.size;
  }

  get letters() {
    return [...this.items.values()].reduce((sum, text) => sum + text.length, 0);
  }

  key(index) {
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.letters - (this.items.get(key)?.length ?? 0) + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
  }

  removeItem(key) {
    this.items.delete(key);
  }
}

const none = { refused: () => assert.fail("refused"), again: () => assert.fail("again") };
const keeper = (store, told = none) => new Keeper(() => store, told);
const counting = () => {
  const counts = { refused: 0, again: 0 };
  return [counts, { refused: () => { counts.refused += 1; }, again: () => { counts.again += 1; } }];
};

test("work is there the next time, and when it was kept; one work is one entry, however often it is kept", () => {
  const store = new Store();
  const first = keeper(store);
  assert.deepEqual(first.works, []);
  first.keep(question("a"), now());
  const at = now();
  first.keep(question("b"), at);
  assert.deepEqual(keeper(store).works, [{ question: question("b"), at: at.toISOString(), here: false }]);
  assert.deepEqual(first.works.map(({ here }) => here), [true]);
});

test("another question in the same page begins an entry of its own", () => {
  const store = new Store();
  const one = keeper(store);
  one.keep(question("work of the morning"), now());
  one.begin(question("an example"));
  one.keep(question("an example that was changed"), now());
  one.keep(question("an example that was changed more"), now());
  assert.deepEqual(titles(keeper(store)), ["an example that was changed more", "work of the morning"]);
  // The way back leads to the entry that it was.
  one.begin(question("work of the morning"));
  one.keep(question("work of the afternoon"), now());
  assert.deepEqual(titles(keeper(store)), ["work of the afternoon", "an example that was changed more"]);
});

test("work that is not gone on with stays, however often the page is loaded again", () => {
  const store = new Store();
  for (const day of [1, 2, 3, 4, 5]) keeper(store).keep(question(`day ${day}`), now());
  assert.deepEqual(titles(keeper(store)), ["day 5", "day 4", "day 3", "day 2", "day 1"]);
});

test("two tabs leave one another's work, also where both go on with the same", () => {
  const store = new Store();
  keeper(store).keep(question("before"), now());
  const [one, other] = [keeper(store), keeper(store)];
  for (const tab of [one, other]) tab.keep(question("before"), now());
  assert.deepEqual(titles(keeper(store)), ["before"]);
  for (const step of [1, 2, 3]) {
    one.keep(question(`one ${step}`), now());
    other.keep(question(`other ${step}`), now());
  }
  assert.deepEqual(titles(keeper(store)), ["other 3", "one 3"]);
  // A tab whose work another has gone on with still has it.
  const [third, fourth] = [keeper(store), keeper(store)];
  third.keep(question("shared"), now());
  fourth.keep(question("shared"), now());
  fourth.keep(question("gone on with"), now());
  third.keep(question("shared"), now());
  assert.deepEqual(titles(keeper(store)).slice(0, 2), ["shared", "gone on with"]);
});

test("works with the same content are one", () => {
  const store = new Store();
  keeper(store).keep(question("a"), now());
  keeper(store).keep(question("a"), now());
  assert.deepEqual(titles(keeper(store)), ["a"]);
  assert.equal(store.length, 1);
});

test("a question of the page's own is no work until it is changed", () => {
  const store = new Store();
  const page = keeper(store);
  page.given(question("the template"));
  page.keep(question("the template"), now());
  assert.equal(store.length, 0);
  page.keep(question("the template, changed"), now());
  // All changes are taken back: the entry is as the question is.
  page.keep(question("the template"), now());
  assert.deepEqual(titles(keeper(store)), ["the template"]);
  page.keep(question("the template, changed"), now());
  page.begin(question("the template"));
  page.keep(question("the template"), now());
  assert.deepEqual(titles(keeper(store)), ["the template, changed"]);
});

test("the works are bounded in number and in size, and the oldest go", () => {
  const store = new Store();
  for (let number = 1; number <= MOST + 3; number += 1) keeper(store).keep(question(`${number}`), now());
  assert.deepEqual(titles(keeper(store)), Array.from({ length: MOST }, (_, place) => `${MOST + 3 - place}`));
  for (let number = 1; number <= 4; number += 1) keeper(store).keep(question(`large ${number}`, { description: "x".repeat(LARGEST / 3) }), now());
  assert.ok(store.letters <= LARGEST);
  assert.deepEqual(titles(keeper(store)), ["large 4", "large 3"]);
  const [counts, told] = counting();
  keeper(store, told).keep(question("too large", { description: "x".repeat(LARGEST) }), now());
  assert.deepEqual(counts, { refused: 1, again: 0 });
  assert.deepEqual(titles(keeper(store)), ["large 4", "large 3"]);
});

test("where the store is full, the oldest goes; where there is no room even so, nothing is lost and it is told once", () => {
  const store = new Store();
  keeper(store).keep(question("oldest"), now());
  keeper(store).keep(question("older"), now());
  store.room = store.letters + 20;
  keeper(store).keep(question("new"), now());
  assert.deepEqual(titles(keeper(store)), ["new", "older"]);
  const [counts, told] = counting();
  const next = keeper(store, told);
  next.keep(question("huge", { description: "x".repeat(1000) }), now());
  next.keep(question("huge again", { description: "x".repeat(1000) }), now());
  assert.deepEqual(counts, { refused: 1, again: 0 });
  assert.deepEqual(titles(keeper(store)), ["new", "older"]);
  // There is room again.
  store.room = Infinity;
  next.keep(question("huge at last", { description: "x".repeat(1000) }), now());
  assert.deepEqual(counts, { refused: 1, again: 1 });
  assert.deepEqual(titles(keeper(store)), ["huge at last", "new", "older"]);
});

test("a store that takes nothing more loses nothing, and a browser that refuses to be asked is told once", () => {
  const store = new Store();
  for (let number = 1; number <= MOST; number += 1) keeper(store).keep(question(`${number}`), now());
  const before = new Map(store.items);
  store.setItem = () => { throw new DOMException("no", "QuotaExceededError"); };
  const refusing = () => { throw new DOMException("no", "SecurityError"); };
  for (const storage of [() => store, refusing]) {
    const [counts, told] = counting();
    const page = new Keeper(storage, told);
    page.keep(question("a"), now());
    page.keep(question("b"), now());
    assert.deepEqual(counts, { refused: 1, again: 0 });
  }
  assert.deepEqual(store.items, before);
  assert.deepEqual(new Keeper(refusing, none).works, []);
});

test("all of it can be removed, and comes back only when it is changed", () => {
  const store = new Store();
  store.setItem("of another page", "1");
  store.setItem("options-appraisal.question", JSON.stringify({ question: question("of the version before"), at: now().toISOString() }));
  keeper(store).keep(question("a"), now());
  const [page, tab] = [keeper(store), keeper(store)];
  tab.keep(question("b"), now());
  page.keep(question("c"), now());
  page.forget(question("c"));
  assert.deepEqual([...store.items.keys()], ["of another page"]);
  // As when the page is left.
  page.keep(question("c"), now());
  tab.keep(question("b"), now());
  assert.deepEqual(keeper(store).works, []);
  page.keep(question("c again"), now());
  assert.deepEqual(titles(keeper(store)), ["c again"]);
});

test("what the version before has kept is read, and gone on with", () => {
  const store = new Store();
  const [earlier, later] = [now(), now()];
  store.setItem("options-appraisal.question", JSON.stringify({ question: question("later"), at: later.toISOString() }));
  store.setItem("options-appraisal.earlier-question", JSON.stringify({ question: question("earlier"), at: earlier.toISOString() }));
  const page = keeper(store);
  assert.deepEqual(titles(page), ["later", "earlier"]);
  page.keep(question("new"), now());
  assert.deepEqual(titles(page), ["new", "later", "earlier"]);
  const other = keeper(store);
  other.keep(question("earlier"), now());
  other.keep(question("earlier, gone on with"), now());
  assert.deepEqual(titles(other), ["earlier, gone on with", "new", "later"]);
});

test("what is there and is no question is no earlier work, and does not stay in the way", () => {
  for (const text of ["", "{", "null", "[]", '{"question":{},"at":"2026-11-27"}', '{"question":5,"at":5}']) {
    const store = new Store();
    store.setItem("options-appraisal.question", text);
    store.setItem("options-appraisal.work.x", text);
    const next = keeper(store);
    assert.deepEqual(next.works, []);
    for (let number = 1; number <= MOST; number += 1) keeper(store).keep(question(`${number}`), now());
    assert.equal(next.works.length, MOST);
    assert.equal(store.length, MOST);
  }
});

test("works are called so that they can be told apart", () => {
  const work = (title, at, name) => ({ question: { ...question(title), service: { name } }, at, here: false });
  const names = called([
    work("A", "2026-11-27T10:00:05Z"), work("A", "2026-11-27T10:00:09Z"), work("A", "2026-11-27T10:00:09.5Z"),
    work("B", "2026-11-27T10:00:09Z", "Sandgate"), work("B", "2026-11-27T10:00:09Z", "Hythe"), work("Who runs Hythe?", "2026-11-27T10:00:09Z", "Hythe"),
  ]);
  assert.equal(new Set(names).size, 6, String(names));
  assert.match(names[0], /^“A” of 27 November 2026.*:05$/);
  assert.match(names[2], /:09 \(2\)$/);
  assert.match(names[3], /^“B”, Sandgate, of 27 November 2026.*:00$/);
  assert.match(names[5], /^“Who runs Hythe\?” of/);
});
