// The custom element: a comparison on any page, from a file, a text or an object, with inputs to try other values of.
import { AppraisalError, refuse, written } from "./appraisal.js";
import { inputsNamed } from "./element/inputs.js";
import { problemsOf } from "./element/problems.js";
import { reading } from "./element/source.js";
import { style } from "./element/style.js";
import { View } from "./element/view.js";

const NAME = "options-appraisal";
const SCRIPT = ":scope > script:is([type='text/toml'], [type='application/json'])";
// How long a slider rests before its result is read out, in milliseconds.
const QUIET = 600;

// Where there is no page, the module can still be imported: what renders pages on a server does so.
const Base = globalThis.HTMLElement ?? class {};

/** The text of a file, by the rules of any fetch. */
async function fetched(address, signal) {
  const refused = (why) => new AppraisalError([{
    address: "src", message: `${address} cannot be fetched: ${why}`, accepted: "the address of a TOML or JSON file that this page may read",
  }]);
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) throw refused(`${response.status} ${response.statusText}`.trimEnd());
    return await response.text();
  } catch (thrown) {
    throw thrown instanceof AppraisalError ? thrown : refused(thrown.message);
  }
}

export class OptionsAppraisalElement extends Base {
  static observedAttributes = ["src", "inputs", "explain"];

  #view;
  #question;
  // What is shown, a question or a sheet, and how its inputs and its results are read.
  #reader;
  #given;
  #appraisal;
  #outcome;
  // The values that were changed. Each answer is worked out from the question itself: a chain would hold all before it.
  #values = {};
  // What the controls have that the question would not take, until they have something better.
  #pending = {};
  #due = false;
  // The load that is under way, and what was loaded last or is being loaded.
  #loading;
  #asked;
  #quiet;
  #children = new MutationObserver(() => this.#catchUp());

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style()];
    this.#view = new View(root, (address, year) => this.#explain(address, year));
  }

  /** The question or the sheet, as a text or an object; it comes before `src`, and `src` before a script of the element. */
  get question() {
    return this.#question ?? null;
  }

  set question(question) {
    this.#question = question ?? undefined;
    this.#reload();
  }

  get src() {
    return this.getAttribute("src") ?? "";
  }

  set src(address) {
    this.setAttribute("src", address);
  }

  get inputs() {
    return this.getAttribute("inputs") ?? "";
  }

  set inputs(addresses) {
    this.setAttribute("inputs", addresses);
  }

  get explain() {
    return this.hasAttribute("explain");
  }

  set explain(is) {
    this.toggleAttribute("explain", Boolean(is));
  }

  /** The appraisal as it stands, with the values that were changed; null until there is one. */
  get appraisal() {
    return this.#appraisal ?? null;
  }

  get outcome() {
    return this.#outcome ?? null;
  }

  /** Gives other values to inputs, by their addresses, and shows what comes of them. Throws an `AppraisalError`. */
  replace(changes) {
    if (!this.#appraisal) throw refuse("there is no question yet", "a call after the event \"result\"");
    this.#replace(JSON.parse(written(changes, "what is to be replaced")));
    this.#set();
  }

  connectedCallback() {
    // What a page set before the element was known stands in the way of its accessors.
    for (const name of ["question", "src", "inputs", "explain"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
    this.#catchUp();
  }

  disconnectedCallback() {
    this.#children.disconnect();
    clearTimeout(this.#quiet);
    if (this.#loading) {
      this.#loading.abort();
      this.#asked = undefined;
      this.#view.busy(false);
    }
  }

  attributeChangedCallback(name, before, after) {
    if (name === "src") this.#reload();
    else if (before !== after && this.#appraisal) this.#guarded(() => this.#lay());
  }

  #source() {
    return this.#question ?? this.getAttribute("src") ?? this.querySelector(SCRIPT)?.textContent;
  }

  // An element that was only moved has everything still, and what stands in its slots is no question.
  #catchUp() {
    if (this.#source() !== this.#asked) this.#reload();
  }

  // Attributes that are set one after another are one change.
  #reload() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#load();
    });
  }

  async #load() {
    this.#loading?.abort();
    const source = this.#asked = this.#source();
    const loading = this.#loading = source === undefined ? undefined : new AbortController();
    this.#view.busy(Boolean(loading));
    if (!loading) return this.#forget();
    try {
      const isAddress = this.#question === undefined && this.hasAttribute("src");
      const given = isAddress ? fetched(source, loading.signal) : source;
      const reader = await reading(given, isAddress ? source : "");
      // What was overtaken is not shown, and says nothing of what was wrong with it.
      if (loading.signal.aborted) return;
      this.#show(reader, reader.open(await given));
    } catch (thrown) {
      if (loading.signal.aborted) return;
      this.#forget();
      this.#refuse(thrown);
    }
    this.#loading = undefined;
    this.#view.busy(false);
  }

  #show(reader, appraisal) {
    const outcome = appraisal.run();
    this.#forget();
    this.#reader = reader;
    this.#given = appraisal;
    this.#take(appraisal, outcome);
    this.#lay();
  }

  #forget() {
    clearTimeout(this.#quiet);
    for (const held of [this.#outcome, this.#appraisal, this.#given]) held?.free();
    this.#given = this.#appraisal = this.#outcome = undefined;
    this.#values = {};
    this.#pending = {};
    this.#view.empty();
  }

  /** Lays out what the attributes ask for. */
  #lay() {
    const { inputs, problems } = inputsNamed(this.inputs, this.#reader.inputsOf(this.#given));
    this.#pending = {};
    this.#view.outcome(this.#outcome, this.explain);
    this.#view.inputs(inputs, (address, value) => this.#try({ [address]: value }), () => this.#reset());
    this.#set();
    this.#view.problems(problems);
    if (problems.length) this.#tell("error", { problems });
  }

  /** Sets the controls to the values of the appraisal. */
  #set() {
    const inputOf = this.#reader.inputsOf(this.#appraisal);
    this.#view.set((address) => String(inputOf(address)?.central ?? ""));
  }

  /** Shows an appraisal in the place of the last one. */
  #take(appraisal, outcome = appraisal.run()) {
    // A slider makes sixty a second, faster than a garbage collector gives them back.
    this.#outcome?.free();
    if (this.#appraisal !== this.#given) this.#appraisal?.free();
    this.#appraisal = appraisal;
    this.#outcome = outcome;
    this.#pending = {};
    this.#view.outcome(outcome, this.explain);
    this.#view.problems([]);
    this.#announce();
    let result;
    this.#tell("result", { outcome, get result() { return result ??= outcome.toObject(); } });
  }

  #replace(changes) {
    const values = { ...this.#values, ...changes };
    const appraisal = this.#given.replace(values);
    const outcome = appraisal.run();
    this.#values = values;
    this.#take(appraisal, outcome);
  }

  #try(changes) {
    this.#pending = { ...this.#pending, ...changes };
    const values = this.#pending;
    this.#guarded(() => {
      this.#replace(values);
      this.#tell("change", { values });
    });
  }

  #reset() {
    this.#guarded(() => {
      const { inputs } = inputsNamed(this.inputs, this.#reader.inputsOf(this.#given));
      this.#values = {};
      this.#take(this.#given);
      this.#set();
      this.#tell("change", { values: Object.fromEntries(inputs.map(({ address, value }) => [address, value])) });
    });
  }

  #explain(address, year) {
    this.#guarded(() => {
      // Its numbers are texts already, and there are thousands: to look for decimals would take longer than all the rest.
      const explanation = this.#outcome.explain(address, year);
      this.#view.explanation(JSON.parse(explanation.json));
      explanation.free();
    });
  }

  #guarded(action) {
    try {
      action();
    } catch (thrown) {
      this.#refuse(thrown);
    }
  }

  #refuse(thrown) {
    const problems = problemsOf(thrown);
    clearTimeout(this.#quiet);
    this.#view.say("");
    this.#view.problems(problems, Object.keys(this.#pending).length > 0);
    this.#tell("error", { problems });
  }

  // A slider that is dragged would be read out without end: what is said waits until it rests.
  #announce() {
    clearTimeout(this.#quiet);
    const outcome = this.#outcome;
    this.#quiet = setTimeout(() => this.#view.say(`Results updated. ${this.#reader.inWords(outcome)}`), QUIET);
  }

  // An event named `error` that went up to the window would be taken for an error of the page.
  #tell(name, detail) {
    const upward = name !== "error";
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: upward, composed: upward }));
  }
}

if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, OptionsAppraisalElement);
