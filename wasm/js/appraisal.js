// The package without a wasm module: problems become errors, results become objects. It holds no arithmetic.

export class AppraisalError extends Error {
  constructor(problems) {
    super(problems.map(({ address, line, message, accepted }) =>
      `${address || "(the document)"}${line ? ` (line ${line})` : ""}: ${message}${accepted ? `; ${accepted}` : ""}`).join("\n"));
    this.name = "AppraisalError";
    this.problems = problems;
    this.address = problems[0]?.address ?? "";
  }
}

export function call(action) {
  try {
    return action();
  } catch (thrown) {
    if (typeof thrown === "string") throw new AppraisalError(JSON.parse(thrown));
    throw thrown;
  }
}

export const refuse = (message, accepted) => new AppraisalError([{ address: "", message, accepted }]);

// A number goes over as its shortest decimal text; one that is not finite goes over by name, and is refused there with
// its address. A bigint goes over as its digits.
function plain(_key, value) {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return typeof value === "bigint" ? value.toString() : value;
}

/** An object as JSON, for the module to read. */
export function written(object, what) {
  let text;
  try {
    text = JSON.stringify(object, plain);
  } catch (error) {
    throw refuse(`the object cannot be read: ${error.message}`, "an object without cycles, of text, numbers, lists and objects");
  }
  if (text === undefined || !text.startsWith("{")) throw refuse(`${what} is no object`, "an object");
  return text;
}

// Decimals become texts: a JavaScript number would round them.
const exact = (json) => JSON.parse(json.replace(/("(?:\\.|[^"\\])*")|(-?\d+\.\d+)/g, (_, text, number) => text ?? `"${number}"`));

const NATIVE = Symbol("the object of the wasm module");

export const native = (object) => object[NATIVE];

// What stands in the place of what was given back.
const GONE = new Proxy({}, {
  get() {
    throw refuse("its memory has been given back", "an appraisal or a result of which free was not called");
  },
});

/** What the memory of the module holds, until it is given back or nobody has it any more. */
export class Held {
  constructor(native) {
    this[NATIVE] = native;
  }

  free() {
    const held = this[NATIVE];
    this[NATIVE] = GONE;
    if (held !== GONE) held.free?.();
  }
}

/** Any result of the module. */
export class Shown extends Held {
  get json() {
    return this[NATIVE].json();
  }

  get html() {
    return this[NATIVE].html();
  }

  get text() {
    return this[NATIVE].text();
  }

  toObject() {
    return exact(this.json);
  }

  get pictures() {
    return this[NATIVE].pictures?.() ?? [];
  }

  picture(name = this.pictures.length === 1 ? this.pictures[0] : "", settings = {}) {
    if (!this[NATIVE].picture) {
      throw refuse("this result has no pictures here", "a result of \"options-appraisal/uncertainty\" or \"options-appraisal/office\"");
    }
    const asked = written(settings, "what is asked of a picture");
    return new Picture(call(() => this[NATIVE].picture(String(name), asked)));
  }
}

/**
 * A picture of a result: a Vega-Lite specification, a text in its place and the table behind it. Text and table are written
 * when they are asked for: a page that draws with every frame does not.
 */
export class Picture extends Held {
  constructor(native) {
    super(native);
    this.json = native.json();
    Object.assign(this, JSON.parse(this.json));
  }

  get html() {
    return this[NATIVE].html();
  }

  get text() {
    return this[NATIVE].text();
  }
}

export class Explanation extends Shown {}

const asked = (year) => (year === undefined ? undefined : String(year));

/** A result with the rows of a sheet: each can be read, and asked how it came about. */
export class Outcome extends Shown {
  get addresses() {
    return this[NATIVE].addresses();
  }

  value(address, year) {
    return call(() => this[NATIVE].value(String(address), asked(year))) ?? null;
  }

  values(address) {
    return call(() => this[NATIVE].values(String(address)));
  }

  explain(address, year) {
    return new Explanation(call(() => this[NATIVE].explain(String(address), asked(year))));
  }
}

/** The class `Appraisal` on a module's `Question`; its results are of the class `Result`. */
export const appraisal = (Question, Result = Outcome) => class Appraisal extends Held {
  static load(text) {
    if (typeof text !== "string") throw refuse("the question is no text", "the text of a TOML or JSON file");
    return new this(call(() => Question.load(text.isWellFormed?.() === false ? text.toWellFormed() : text)));
  }

  static fromObject(question) {
    return this.load(written(question, "the question"));
  }

  get title() {
    return this[NATIVE].title;
  }

  toToml() {
    return call(() => this[NATIVE].toml());
  }

  toQuestion() {
    return exact(call(() => this[NATIVE].question()));
  }

  toSheet() {
    return call(() => this[NATIVE].sheet());
  }

  run() {
    return new Result(call(() => this[NATIVE].run()));
  }

  replace(changes) {
    const text = written(changes, "what is to be replaced");
    return new this.constructor(call(() => this[NATIVE].replace(text)));
  }
};
