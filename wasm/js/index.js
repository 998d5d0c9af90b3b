// The package: problems become errors, results become objects. It holds no arithmetic.
import init, { initSync, Question } from "./generated/options_appraisal.js";

const url = new URL("./generated/options_appraisal_bg.wasm", import.meta.url);
if (url.protocol === "file:") {
  const { readFileSync } = await import("node:fs");
  initSync({ module: readFileSync(url) });
} else {
  await init({ module_or_path: url });
}

export class AppraisalError extends Error {
  constructor(problems) {
    super(problems.map(({ address, line, message, accepted }) =>
      `${address || "(the document)"}${line ? ` (line ${line})` : ""}: ${message}${accepted ? `; ${accepted}` : ""}`).join("\n"));
    this.name = "AppraisalError";
    this.problems = problems;
    this.address = problems[0]?.address ?? "";
  }
}

function call(action) {
  try {
    return action();
  } catch (thrown) {
    if (typeof thrown === "string") throw new AppraisalError(JSON.parse(thrown));
    throw thrown;
  }
}

const refuse = (message, accepted) => new AppraisalError([{ address: "", message, accepted }]);

// A number goes over as its shortest decimal text; one that is not finite goes over by name, and is refused there with
// its address. A bigint goes over as its digits.
function plain(_key, value) {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return typeof value === "bigint" ? value.toString() : value;
}

// Decimals become texts: a JavaScript number would round them.
const exact = (json) => JSON.parse(json.replace(/("(?:\\.|[^"\\])*")|(-?\d+\.\d+)/g, (_, text, number) => text ?? `"${number}"`));

export class Appraisal {
  #native;

  constructor(native) {
    this.#native = native;
  }

  static load(text) {
    if (typeof text !== "string") throw refuse("the question is no text", "the text of a TOML or JSON file");
    return new Appraisal(call(() => Question.load(text.isWellFormed?.() === false ? text.toWellFormed() : text)));
  }

  static fromObject(question) {
    let text;
    try {
      text = JSON.stringify(question, plain);
    } catch (error) {
      throw refuse(`the object cannot be read: ${error.message}`, "an object without cycles, of text, numbers, lists and objects");
    }
    if (text === undefined || !text.startsWith("{")) throw refuse("the question is no object", "an object with a question");
    return Appraisal.load(text);
  }

  get title() {
    return this.#native.title;
  }

  run() {
    return new Outcome(call(() => this.#native.run()));
  }
}

export class Outcome {
  #native;

  constructor(native) {
    this.#native = native;
  }

  get json() {
    return this.#native.json();
  }

  get html() {
    return this.#native.html();
  }

  get text() {
    return this.#native.text();
  }

  get addresses() {
    return this.#native.addresses();
  }

  toObject() {
    return exact(this.json);
  }

  explain(address, year) {
    return new Explanation(call(() => this.#native.explain(String(address), year === undefined ? undefined : String(year))));
  }
}

export class Explanation {
  #native;

  constructor(native) {
    this.#native = native;
  }

  get json() {
    return this.#native.json();
  }

  get html() {
    return this.#native.html();
  }

  get text() {
    return this.#native.text();
  }

  toObject() {
    return exact(this.json);
  }
}
