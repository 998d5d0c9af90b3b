import assert from "node:assert/strict";
import { test } from "node:test";

import { bundled } from "./bundled.mjs";

const { answer, OWN_SOURCE, withdraw } = await bundled("question/answer.ts");
const { History } = await bundled("question/history.ts");
const { asOneSum, byYear, lengthened, shortened } = await bundled("question/schedule.ts");
const { typed, unreadable } = await bundled("form/typed.ts");

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

const made = { central: "34000", low: "25000", high: "45000", source: "illustrative" };

test("a range that was made up goes with its value, and a range of one's own stays", () => {
  const payment = (before, value) => answer({ parish: { payment: before } }, "parish.payment", value).parish.payment;
  assert.deepEqual(payment(made, "12000"), { central: "12000", source: OWN_SOURCE });
  assert.deepEqual(payment({ ...made, shape: "triangular", source: "illustrative: a guess" }, "12000"), { central: "12000", source: OWN_SOURCE });
  assert.deepEqual(payment({ ...made, source: "a quotation" }, "30000"), { ...made, central: "30000", source: OWN_SOURCE });
});

test("a range is stated from one of its ends, and goes with one of them", () => {
  const document = { stock: { central: "12000", source: OWN_SOURCE } };
  const stated = answer(document, "stock.low", "9000");
  assert.deepEqual(stated.stock, { central: "12000", source: OWN_SOURCE, low: "9000", high: "12000" });
  assert.deepEqual(withdraw(answer(stated, "stock.high", "15000"), "stock.low"), document);
  assert.equal(withdraw(document, "stock.high"), document);
});

test("a year that is emptied is nought, and those after it stay where they are", () => {
  const document = { grant: [{ central: "8000" }, { central: "7000", source: "as above" }, { central: "3000" }], backlog: { "2027/28": "5", "2028/29": "6" }, plain: ["1", "2"] };
  assert.deepEqual(withdraw(document, "grant.2").grant, [{ central: "8000" }, { central: "0", source: OWN_SOURCE }, { central: "3000" }]);
  assert.deepEqual(withdraw(document, "plain.1").plain, ["0", "2"]);
  assert.deepEqual(withdraw(document, "backlog.2027/28").backlog, { "2027/28": "0", "2028/29": "6" });
});

test("one sum becomes a sum by year, and one sum again", () => {
  const document = { parish: { payment: { central: "12000", source: "a budget" }, backlog: { "2029/30": "7", "2028/29": "6" } } };
  const years = byYear(document, "parish.payment");
  assert.deepEqual(years.parish.payment, [document.parish.payment]);
  const more = answer(lengthened(years, "parish.payment"), "parish.payment.2", "8000");
  assert.deepEqual(more.parish.payment.map(({ central }) => central), ["12000", "8000"]);
  assert.deepEqual(asOneSum(more, "parish.payment"), document);
  assert.deepEqual(shortened(more, "parish.payment"), years);
  const none = shortened(years, "parish.payment");
  assert.equal(Object.hasOwn(none.parish, "payment"), false);
  assert.deepEqual(byYear(none, "parish.payment").parish.payment, ["0"]);
  assert.equal(asOneSum(document, "parish.backlog").parish.backlog, "6");
});

test("numbers with blanks between their digits, shares in per cent and days as people write them are taken", () => {
  for (const text of ["1 234", "1\u00a0234", "1\u202f234", "£1,234", "£ 1 234"]) assert.equal(typed("number", text), "1234", text);
  assert.equal(typed("number", "1 234 567.50"), "1234567.50");
  assert.equal(typed("number", "12 50"), "12 50");
  const shares = { "20%": "0.2", "100%": "1", "5 %": "0.05", "12.5%": "0.125", "0%": "0", "0.5 per cent": "0.005", "150%": "1.5", "1234.50%": "12.345", "0.2": "0.2", "33.3333333333333333333333%": "0.333333333333333333333333" };
  for (const [text, share] of Object.entries(shares)) assert.equal(typed("number", text, true), share, text);
  assert.equal(typed("number", "20%"), "20%");
  for (const text of ["2028-04-01", "01/04/2028", "1/4/2028", "1.4.2028", "01-04-2028", "1 April 2028", "1st Apr 2028", " 1 april 2028 "]) assert.equal(typed("date", text), "2028-04-01", text);
  assert.equal(typed("date", "29/02/2028"), "2028-02-29");
  for (const text of ["29/02/2027", "31 April 2028", "04/13/2028", "2028-02-30", "1 Ma 2028", "1/4/28", "soon"]) assert.equal(typed("date", text), text);
});

test("what cannot be read is told in words for whoever typed it", () => {
  const told = (kind, text, more) => unreadable({ kind, address: "", label: "", ...more }, text);
  assert.equal(told("number", "£1,234.50"), undefined);
  assert.equal(told("number", "20%", { share: true }), undefined);
  assert.equal(told("number", "twelve").message, "“twelve” is not a number; write it such as 12500, 12,500 or 1234.50");
  assert.match(told("number", "some", { share: true }).message, /such as 0\.2 or 20%/);
  assert.deepEqual(told("whole", "10.5", { accepted: "a whole number from 1 to 200" }), { message: "“10.5” is not a whole number", accepted: "a whole number from 1 to 200" });
  assert.equal(told("whole", "10"), undefined);
  assert.match(told("date", "30/02/2028").accepted, /1 April 2028/);
  assert.equal(told("date", "1 April 2028"), undefined);
  assert.equal(told("number", " ").message, "Nothing is filled in");
});

test("leaving a field ends a step back", () => {
  const history = new History({ a: "2500" });
  for (const a of ["2600", "2700", "2800"]) {
    history.change({ a: a.slice(0, 2) }, "a", "a");
    history.change({ a }, "a", "a");
    history.rest();
  }
  history.undo();
  assert.deepEqual(history.document, { a: "2700" });
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
