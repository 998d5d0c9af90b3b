import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { crc32 as reference, deflateRawSync } from "node:zlib";

import { Appraisal } from "../../js/uncertainty.js";
import { bundled } from "./bundled.mjs";

const { fromFragment, toFragment, LARGEST, LONGEST } = await bundled("link/link.ts");
const { crc32 } = await bundled("link/checksum.ts");

const sandgate = Appraisal.load(readFileSync(new URL("../../../docs/examples/sandgate.toml", import.meta.url), "utf8"));
const question = sandgate.toQuestion();
const small = { question: { title: "é £ 漢字 😀" }, service: {}, options: {}, parties: {} };

// A link as somebody else would write it, with Node's own packing.
function linked(bytes, format = "1") {
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(bytes));
  return `#question=${format}.${Buffer.concat([check, bytes]).toString("base64url")}`;
}
const packed = (value) => linked(deflateRawSync(Buffer.from(typeof value === "string" ? value : JSON.stringify(value))));

test("the checksum is that of the standard", () => {
  // The check value of CRC-32/ISO-HDLC.
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  if (reference) for (const text of ["", "a", "é".repeat(1000)]) assert.equal(crc32(new TextEncoder().encode(text)), reference(text));
});

test("a link gives back the question, and the same bytes of result", async () => {
  const fragment = await toFragment({ question, library: "0.1.0" });
  assert.match(fragment, /^#question=1\.[\w-]+$/);
  const { shared } = await fromFragment(fragment);
  assert.equal(shared.library, "0.1.0");
  assert.deepEqual(shared.question, question);
  assert.equal(Appraisal.fromObject(shared.question).run().json, sandgate.run().json);
  assert.deepEqual((await fromFragment(await toFragment({ question: small, library: "1" }))).shared.question, small);
});

test("a link that another program wrote is read", async () => {
  assert.deepEqual((await fromFragment(packed({ library: "9", question: small }))).shared, { library: "9", question: small });
});

test("what a mail program puts behind a link is no part of it; a piece that comes after it is not cut off", async () => {
  const fragment = await toFragment({ question: small, library: "0.1.0" });
  for (const end of [")", ".", ",", ">", "%20", "%3E", "%3e.", ").", "\u00a0", ";", "’", " \n", "%"]) {
    assert.deepEqual((await fromFragment(fragment + end)).shared?.question, small, JSON.stringify(end));
  }
  for (const end of [".A", "%20A", ")x", "%2", "A"]) {
    assert.match((await fromFragment(fragment + end)).refused ?? "", /not complete or was changed/, end);
  }
  const begun = performance.now();
  assert.ok((await fromFragment(`#question=1.${"%".repeat(LONGEST - 20)}x`)).refused);
  assert.ok((await fromFragment(`#question=1.${"%20".repeat(LONGEST / 3 - 20)}x`)).refused);
  assert.ok(performance.now() - begun < 1000);
});

test("a link of lists in lists without end is refused", async () => {
  const nested = (depth) => `{"library":"1","question":{"question":{"x":${"[".repeat(depth)}${"]".repeat(depth)}},"service":{},"options":{},"parties":{}}}`;
  for (const depth of [100, 50_000, 100_000]) assert.match((await fromFragment(packed(nested(depth)))).refused ?? "", /too deep/, String(depth));
  assert.ok((await fromFragment(packed(nested(30)))).shared);
});

test("a link cut off at any length is refused in words", async () => {
  const fragment = await toFragment({ question: small, library: "0.1.0" });
  for (let length = 0; length < fragment.length; length += 1) {
    const { refused } = await fromFragment(fragment.slice(0, length));
    assert.match(refused, /not complete or was changed/, `cut to ${length}`);
  }
  const whole = await toFragment({ question, library: "0.1.0" });
  for (let length = 11; length < whole.length; length += 97) assert.ok((await fromFragment(whole.slice(0, length))).refused);
});

test("a link with any one letter changed is refused", async () => {
  const fragment = await toFragment({ question: small, library: "0.1.0" });
  // The last letter may have bits that stand for nothing.
  for (let at = "#question=1.".length; at < fragment.length - 1; at += 1) {
    for (const letter of ["A", "_", "%", " ", "é"]) {
      if (fragment[at] === letter) continue;
      assert.ok((await fromFragment(fragment.slice(0, at) + letter + fragment.slice(at + 1))).refused, `${letter} at ${at}`);
    }
  }
});

test("what unpacks to more than the page opens is refused before it is unpacked", async () => {
  const bomb = deflateRawSync(Buffer.alloc(300_000_000, " "), { level: 9 });
  const fragment = linked(bomb);
  assert.ok(fragment.length < LONGEST);
  const before = process.memoryUsage().arrayBuffers;
  const { refused } = await fromFragment(fragment);
  assert.match(refused, /more than this page opens/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 10 * LARGEST);
  assert.match((await fromFragment(`#question=1.${"A".repeat(LONGEST)}`)).refused, /more than this page opens/);
});

test("what is no question, or of another format, is refused in words", async () => {
  for (const value of ["", "null", "[]", "{}", "{", '{"library":1,"question":{}}', '{"library":"1","question":[]}', `${"[".repeat(100_000)}`]) {
    assert.match((await fromFragment(packed(value))).refused, /not complete or was changed/, value.slice(0, 40));
  }
  assert.match((await fromFragment(linked(deflateRawSync(Buffer.from([0xff, 0xfe]))))).refused, /not complete/);
  assert.match((await fromFragment(linked(Buffer.from("no deflate")))).refused, /not complete/);
  assert.match((await fromFragment(linked(deflateRawSync(Buffer.from("{}")), "2"))).refused, /newer version/);
  assert.ok((await fromFragment("#elsewhere")).refused);
});
