// The calculator: one question, the form that asks it, and what it comes to.
import { core, giveBack, readQuestion, replaced, resultOf, textOf, whole, type Answered, type Reading } from "../appraise";
import { fieldId } from "../form/field";
import { QuestionForm, type Placed } from "../form/form";
import { layout, type Block, type Entry } from "../form/layout";
import { headline } from "../headline";
import type { Keeper } from "../keep/kept";
import { read, remove, write } from "../question/address";
import { answer, withdraw } from "../question/answer";
import { History } from "../question/history";
import { asOneSum, byYear, lengthened, shortened } from "../question/schedule";
import { after, setIn, sourced, type Slid, type Values } from "../question/slid";
import { isList, isTable, titleOf, type Table, type Value } from "../question/value";
import type { ResultsView } from "../results";
import type { Announcer } from "./announce";
import { Choices } from "./choices";
import { part } from "./element";
import { summarise } from "./problems";

/** How long after a letter the question is read, and how long after the last one a problem is shown, in milliseconds. */
const READ_AFTER = 120;
const COMPLAIN_AFTER = 1200;
const KEEP_AFTER = 400;
const HEADLINE_AFTER = 900;

/** What waits for a moment of quiet. */
type Wait = "read" | "complain" | "keep" | "slide" | "headline";

export class Calculator {
  readonly #history: History;
  readonly #form: QuestionForm;
  readonly #choices: Choices;
  /** The questions that were opened, as they came. */
  readonly #opened = new WeakSet<Table>();
  /** The last document that could be worked out. */
  #answered: Table | undefined;
  #view: Promise<ResultsView> | undefined;
  #whole: Promise<void> | undefined;
  #headline = part("headline").textContent ?? "";
  /** What sliders have set since the question took it over last. */
  #sliding: Values | undefined;
  /** Of a question in which sliders have set values: the same without them. */
  readonly #slid = new WeakMap<Table, Slid>();
  /** The question before the moves that are one step back. */
  #beforeSliding: Table | undefined;
  #timers: Partial<Record<Wait, ReturnType<typeof setTimeout>>> = {};

  constructor(
    start: Table,
    offers: Table,
    private readonly keeper: Keeper,
    private readonly announcer: Announcer,
  ) {
    this.#history = new History(start);
    this.#choices = new Choices(offers);
    this.#form = new QuestionForm(
      { choice: part("choice"), library: part("library-questions"), options: part("option-questions"), settings: part("setting-questions") },
      {
        answer: (address, value, label) => this.#answer(address, value, label),
        left: () => this.#left(),
        restate: (from, to, label) => this.#step(write(remove(this.document, from), to, ""), `the change of “${label}”`),
        lengthen: (sum, label) => this.#years(lengthened(this.document, sum), sum, `a year of “${label}”`),
        shorten: (sum, label) => this.#years(shortened(this.document, sum), sum, `a year of “${label}” that was taken out`),
        byYear: (sum, label) => this.#years(byYear(this.document, sum), sum, `“${label}” year by year`),
        asOneSum: (sum, label) => this.#years(asOneSum(this.document, sum), sum, `“${label}” as the same sum every year`),
        add: (block) => this.#add(block),
        remove: ({ table, id, called }) => this.#removeEntry({ table, id, called }),
        choose: (id, chosen) =>
          this.#step(this.#choices.choose(this.document, id, chosen), chosen ? "an option that was put in" : "an option that was taken out"),
      });
    this.#show();
  }

  get document(): Table {
    return this.#history.document;
  }

  /** Whether the question as it stands can be worked out. */
  get answered(): boolean {
    return this.#answered === this.document;
  }

  /** The question as the text of a file, where it can be worked out. */
  get text(): string | undefined {
    return this.answered ? textOf(this.document) : undefined;
  }

  /** Reads the question for the first time, until all that the page shows at once is there. */
  async begin(): Promise<void> {
    await this.#read(true);
    await this.#whole;
  }

  /** Another question takes the place of the one that stands, which is kept as it is; there is a way back. */
  async open(document: Table, what: string): Promise<void> {
    this.flush();
    this.keeper.begin(document);
    this.#opened.add(document);
    this.#choices.clear();
    this.#beforeSliding = undefined;
    if (document === this.document) {
      this.#show(true);
    } else {
      this.#history.change(document, what);
      this.#after(true);
    }
    await this.#read(true);
  }

  undo(): void {
    this.#keepSlid();
    this.#beforeSliding = undefined;
    const before = this.document;
    const what = this.#history.undo();
    if (what === undefined) return;
    // The work that was there before another question was opened has an entry of its own.
    if (this.#opened.has(before)) this.keeper.begin(this.document);
    this.announcer.now(`Taken back: ${what}.`);
    this.#after(true);
  }

  /** Writes down what is still waiting to be. */
  flush(): void {
    this.#keepSlid();
    clearTimeout(this.#timers.keep);
    if (this.#history.undoable !== undefined) this.keeper.keep(this.document, new Date());
  }

  #answer(address: string, value: Value | undefined, label: string): void {
    const next = value === undefined ? withdraw(this.document, address) : answer(this.document, address, value);
    this.#step(next, `the answer to “${label}”`, address);
  }

  // What was typed is shown as it was taken, and typing in the same field once more is another step back.
  #left(): void {
    this.#history.rest();
    this.#show(true);
    void this.#read(true);
  }

  #years(next: Table, sum: string, what: string): void {
    this.#step(next, what);
    const years = read(next, sum);
    // The last year, or the sum itself where it is no longer by year.
    document.getElementById(fieldId(isList(years) ? `${sum}.${years.length}` : sum))?.focus();
  }

  #add({ each, title }: Block): void {
    if (!each?.added) return;
    const { table, added } = each;
    const entries = read(this.document, table);
    const taken = new Set(isTable(entries) ? Object.keys(entries) : []);
    let number = taken.size + 1;
    while (taken.has(`${added.id}_${number}`)) number += 1;
    const id = `${added.id}_${number}`;
    this.#step(write(this.document, `${table}.${id}`, added.value), `an entry under “${title}”`);
    document.getElementById(fieldId(`${table}.${id}.${this.#firstOf(each)}`))?.focus();
  }

  #firstOf({ questions }: NonNullable<Block["each"]>): string {
    const [first] = questions;
    return first === undefined ? "" : "ways" in first ? first.ways[0]?.address ?? "" : first.address;
  }

  #removeEntry({ table, id, called }: Pick<Entry, "table" | "id" | "called">): void {
    this.#step(remove(this.document, `${table}.${id}`), `the removal of the ${called}`);
    this.announcer.now(`The ${called} is removed. “Undo” brings it back.`);
    part("undo").focus();
  }

  #step(document: Table, what: string, where = ""): void {
    if (document === this.document) return;
    // What a slider has set stays as it is, and so does the way back to where the question had it.
    const slid = this.#slid.get(this.document);
    const still = slid && after(slid, this.document, document);
    if (still) this.#slid.set(document, still);
    this.#beforeSliding = undefined;
    this.#history.change(document, what, where);
    this.#after();
  }

  #after(force = false): void {
    this.#show(force);
    this.#later("read", READ_AFTER, () => void this.#read(false));
    this.#keep();
  }

  // Another question goes into all fields, and into the one that somebody is in, too.
  #show(force = false): void {
    this.#form.show(layout(this.document), this.#choices.list(this.document), force);
    const undo = part("undo") as HTMLButtonElement;
    const what = this.#history.undoable;
    // It keeps the focus when there is nothing more to take back.
    undo.setAttribute("aria-disabled", String(what === undefined));
    part("undo-what").textContent = what === undefined ? "" : `: ${what}`;
    this.#entitle();
  }

  async #read(complain: boolean): Promise<void> {
    clearTimeout(this.#timers.read);
    try {
      await core();
    } catch {
      this.#status("The part of the page that calculates could not be loaded. Your answers are kept. Look at the connection, then change any answer or load the page again.");
      return;
    }
    this.#whole ??= this.#complete();
    const { document } = this;
    let reading: Reading;
    try {
      reading = readQuestion(document);
    } catch (error) {
      console.error(error);
      this.#status("This question cannot be worked out. Your answers are kept; “Undo” takes the last change back.");
      return;
    }
    if ("problems" in reading) {
      const { problems } = reading;
      const show = () => this.#complain(this.#form.complain(problems));
      if (complain) show();
      else this.#later("complain", COMPLAIN_AFTER, show);
      return;
    }
    clearTimeout(this.#timers.complain);
    this.#complain(this.#form.complain([]));
    // Leaving a field changes nothing that is shown. What is shown anew, the results announce themselves.
    if (this.answered) {
      giveBack(reading);
      return;
    }
    this.#answered = document;
    await this.#showResult(document, reading);
    this.#tell();
  }

  // The whole module takes the question that is shown over from the small one as soon as it is there.
  async #complete(): Promise<void> {
    try {
      await whole();
      const reading = this.#answered && readQuestion(this.#answered);
      if (this.#answered && reading && "appraisal" in reading) await this.#showResult(this.#answered, reading);
    } catch (error) {
      console.error(error);
      this.#whole = undefined;
      if (part("problems").hidden) this.#status("The sliders, the charts and the downloads could not be loaded. Look at the connection, then load the page again. Your answers are kept.");
    }
  }

  // The sentence that goes along on a phone; the whole result is read for it, and so it waits for a moment of quiet.
  #tell(): void {
    this.#later("headline", HEADLINE_AFTER, () => {
      if (this.#answered) this.#headline = headline(resultOf(this.#answered));
      if (part("problems").hidden) part("headline").textContent = this.#headline;
    });
  }

  // What is shown belongs to the results from then on, and they give its memory back.
  async #showResult(document: Table, reading: Answered): Promise<void> {
    this.#view ??= import("../results").then(({ mountResults }) =>
      mountResults(part("results"), { slid: (values) => this.#slide(values) }));
    try {
      const view = await this.#view;
      part("first-result").hidden = true;
      const slid = this.#slid.get(document);
      const base = slid && readQuestion(slid.base);
      if (slid && base && "appraisal" in base) {
        giveBack(reading);
        view.show(base.appraisal, base.outcome, slid.values);
      } else {
        view.show(reading.appraisal, reading.outcome);
      }
    } catch (error) {
      console.error(error);
      giveBack(reading);
      this.#view = undefined;
      this.#status("The results could not be shown. Your answers are kept; load the page again to try once more.");
    }
  }

  #entitle(): void {
    const wrong = part("problems").hidden ? "" : "Error: ";
    document.title = `${wrong}${titleOf(this.document)} – options appraisal calculator`;
  }

  #complain(placed: readonly Placed[]): void {
    const number = placed.length;
    const words = number === 1 ? "One answer needs another look" : `${number} answers need another look`;
    summarise(part("problems"), words, placed);
    this.#entitle();
    this.#status(number === 0 ? "" : "What is shown here is from before.");
    if (number === 0) {
      part("headline").textContent = this.#headline;
      return;
    }
    // Leaving one field after another with the same problems is no news.
    const news = `${words}.`;
    if (part("headline").textContent === news) return;
    part("headline").textContent = news;
    this.announcer.later(() => news);
  }

  #status(words: string): void {
    const status = part("result-status");
    part("result-status-text").textContent = words;
    status.hidden = words === "";
  }

  #slide(values: Values): void {
    this.#sliding = values;
    this.#later("slide", READ_AFTER, () => this.#keepSlid());
  }

  // The view has shown what the sliders come to; the question takes all of their values over once they rest. Without any it is
  // what it was before, to the letter.
  #keepSlid(): void {
    clearTimeout(this.#timers.slide);
    const values = this.#sliding;
    this.#sliding = undefined;
    if (values === undefined) return;
    const base = this.#slid.get(this.document)?.base ?? this.document;
    const [next, shown] = this.#set(base, values);
    if (next === this.document) return;
    const before = this.#beforeSliding ?? this.document;
    // Back at where the moves began, there is nothing to take back.
    if (next === before) this.#history.undo();
    else this.#history.change(next, "the move of a slider", "slider");
    this.#beforeSliding = next === before ? undefined : before;
    if (!shown) {
      this.#after();
      return;
    }
    this.#answered = next;
    this.#tell();
    this.#show();
    this.#keep();
  }

  // The question with what sliders have set, and whether it is what the view shows.
  #set(base: Table, values: Values): readonly [next: Table, shown: boolean] {
    const { answered } = this;
    if (Object.keys(values).length === 0) return [base, answered];
    let next: Table;
    let shown = answered;
    try {
      if (!answered) throw new Error("the question as it stands is not complete");
      next = sourced(replaced(base, values), Object.keys(values));
    } catch {
      next = setIn(base, values);
      shown = false;
    }
    this.#slid.set(next, { base, values });
    return [next, shown];
  }

  #keep(): void {
    this.#later("keep", KEEP_AFTER, () => this.keeper.keep(this.document, new Date()));
  }

  #later(what: Wait, after: number, act: () => void): void {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(act, after);
  }
}
