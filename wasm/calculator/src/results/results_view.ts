// All of the results. With each frame: the comparison and what can be seen of the charts. Once nothing moves any more: the
// warnings, what would have to be true, the draws, and what is said to those who hear the page. Of a question of the small
// module there are the tables and their explanations alone, until the whole module takes it over.
import type { Appraisal, Outcome, Result } from "options-appraisal";
import type { Appraisal as Analysing } from "options-appraisal/uncertainty";
import { element } from "../element";
import { InUse, using } from "../given_back";
import type { ResultsHost, ResultsView } from "../results";
import { Announcer } from "./announcer";
import { ChanceView } from "./chance_view";
import { ChartView } from "./chart_view";
import { firstTable, readTables, type Reason } from "./core_tables";
import { shortest } from "./decimals";
import { DownloadsView } from "./downloads_view";
import { eachFrame } from "./each_frame";
import { details } from "./element";
import { ExplanationView } from "./explanation_view";
import { GroundsView, type Links } from "./grounds_view";
import { inPlace } from "./in_place";
import { inWords, leaders } from "./leader";
import { ahead, leading, measures, preferredMeasure } from "./measures";
import { ProblemsView } from "./problems";
import { settled } from "./settled";
import { chooseSliders, type Slider } from "./sliders";
import type { Values } from "../question/slid";
import { SlidersView } from "./sliders_view";
import { SwitchingView } from "./switching_view";
import { TableView } from "./table_view";
import { TakersView } from "./takers_view";
import "./results.scss";

/** From the event of a slider to the updated page, for whoever measures it. */
export const UPDATE = "options-appraisal:update";

/** What is not there yet takes no place meanwhile, but for the column of the sliders. */
const BEGUN = "app-results__body--begun";

const SLIDERS = 6;
const QUIET = 300;
const KEPT = "The results below are those of the last question that could be worked out.";
const CHARTS = [
  ["who_pays", "Who pays"],
  ["cumulative_saving", "Saving so far"],
  ["cost_by_year", "Cost by year"],
  ["reserves", "Reserves"],
] as const;

// What belongs to a question whose values alone change.
interface Question {
  readonly asked: Appraisal;
  readonly result: Result;
  readonly council: string;
  readonly links: Links;
  readonly labels: ReadonlyMap<string, string>;
}

// What was handed over to be shown: the question, and the same with what sliders have set of it.
interface Shown {
  readonly asked: Appraisal;
  readonly appraisal: Appraisal;
  readonly outcome: Outcome;
  readonly result: Result;
  readonly slid: Values;
}

const analyses = (appraisal: Appraisal): appraisal is Analysing => "tornado" in appraisal;

export class Results implements ResultsView {
  readonly #host: ResultsHost;
  readonly #leader = element("p", { class: "govuk-body app-leader" });
  readonly #problems = new ProblemsView();
  readonly #body = element("div", { class: "app-results__body", hidden: true });
  readonly #option = element("select", { class: "govuk-select", id: "sliders-option" });
  readonly #measure = element("select", { class: "govuk-select", id: "sliders-measure" });
  readonly #slidersProblems = new ProblemsView();
  readonly #sliders = new SlidersView({
    move: (address, value, event) => { this.#move(address, value, event); },
    release: (address, value) => { this.#release(address, value); },
  });
  readonly #none = element("p", { class: "govuk-body", hidden: true }, "No input moves this measure.");
  readonly #newTable: () => TableView;
  readonly #comparison: TableView;
  readonly #others = element("div");
  readonly #opened = details("More tables: by year, by party, reserves", this.#others);
  readonly #charts = CHARTS.map(([name, title]) => ({ name, view: new ChartView(title) }));
  readonly #explanation = new ExplanationView();
  readonly #announcer = new Announcer();
  readonly #chance = new ChanceView((words) => { this.#announcer.add(words); });
  readonly #takers = new TakersView((reason) => { this.#why(reason); });
  readonly #switching = new SwitchingView();
  readonly #grounds = new GroundsView();
  readonly #downloads = new DownloadsView();
  readonly #frame = eachFrame(() => { this.#update(); });
  readonly #settled = settled(QUIET, () => { this.#settle(); });

  readonly #inUse = new InUse();
  #question: Question | undefined;
  #chosen: readonly Slider[] = [];
  /** The values that sliders have set, but for those that are back where they were; those of the last update that went well. */
  #moved = new Map<string, string>();
  #pending: { readonly address: string; readonly value: string; readonly since: number } | undefined;
  #applied: { readonly address: string; readonly value: string } | undefined;
  #now: { readonly appraisal: Appraisal; readonly outcome: Outcome; readonly html: string } | undefined;
  #views: TableView[] = [];
  #drawing: Promise<typeof import("./drawing")> | undefined;

  constructor(root: HTMLElement, host: ResultsHost) {
    this.#host = host;
    this.#newTable = () => new TableView((reason) => { this.#why(reason); });
    this.#comparison = this.#newTable();

    const choice = (label: string, select: HTMLSelectElement) => element("div", { class: "govuk-form-group" },
      element("label", { class: "govuk-label", for: select.id }, label), select);
    const controls = element("section", { class: "app-controls", "aria-labelledby": "sliders-heading" },
      element("h2", { class: "govuk-heading-m", id: "sliders-heading" }, "What matters most"),
      this.#sliders.root, this.#none, this.#slidersProblems.root,
      details("Choose what the sliders are picked by",
        element("p", { class: "govuk-body" },
          "Shown are the inputs that move this measure of this option most, each taken alone."),
        choice("Option", this.#option), choice("Measure", this.#measure)));
    const shown = element("div", { class: "app-shown" },
      element("section", { "aria-labelledby": "comparison-heading" },
        element("h2", { class: "govuk-heading-m", id: "comparison-heading" }, "The options side by side"),
        element("p", { class: "govuk-hint" }, "Choose a number to see why it is what it is."),
        this.#comparison.root, this.#opened),
      this.#takers.root,
      element("p", { class: "govuk-hint app-coming" }, "Sliders, charts and downloads follow as soon as the rest of the page is loaded."),
      element("section", { class: "app-charts", "aria-labelledby": "charts-heading" },
        element("h2", { class: "govuk-heading-m", id: "charts-heading" }, "In pictures"),
        ...this.#charts.map(({ view }) => view.root)));
    this.#body.append(
      element("div", { class: "app-live" }, controls, shown),
      this.#chance.root, this.#switching.root, this.#grounds.root, this.#downloads.root);
    root.classList.add("app-results");
    root.replaceChildren(this.#problems.root, this.#leader, this.#body, this.#explanation.root, this.#announcer.root);

    for (const select of [this.#option, this.#measure]) select.addEventListener("change", () => { this.#choose(); });
    this.#opened.addEventListener("toggle", () => { this.#showMore(); });
  }

  show(asked: Appraisal, worked?: Outcome, slid: Values = {}): void {
    this.#inUse.with(asked);
    if (worked !== undefined) this.#inUse.with(worked);
    let same = false;
    let appraisal = asked;
    let outcome: Outcome;
    let result: Result;
    try {
      const moves = Object.keys(slid).length > 0;
      if (moves) appraisal = this.#inUse.with(asked.replace(slid));
      same = this.#now !== undefined && appraisal.toToml() === this.#now.appraisal.toToml();
      // The question that is shown, handed back by a host that was told of a slider: the sliders stay as they are.
      if (same && analyses(appraisal) === this.#analysed) {
        this.#problems.clear();
        this.#body.classList.remove("app-stale");
        this.#giveBack();
        return;
      }
      outcome = moves || worked === undefined ? this.#inUse.with(appraisal.run()) : worked;
      result = outcome.toObject();
    } catch (error) {
      this.#problems.show(error, this.#now === undefined ? "" : KEPT);
      this.#body.classList.toggle("app-stale", this.#now !== undefined);
      this.#giveBack();
      return;
    }
    const shown = { asked, appraisal, outcome, result, slid };
    if (same) this.#takeOver(shown);
    else this.#begin(shown);
    this.#giveBack();
  }

  get #analysed(): boolean {
    return this.#now !== undefined && analyses(this.#now.appraisal);
  }

  #current(): Analysing {
    const appraisal = this.#now?.appraisal;
    if (appraisal === undefined || !analyses(appraisal)) throw new Error("The rest of the page is not loaded yet.");
    return appraisal;
  }

  // All that nothing here will be asked any more.
  #giveBack(): void {
    const { asked } = this.#question ?? {};
    const { appraisal, outcome } = this.#now ?? {};
    this.#inUse.only(...[asked, appraisal, outcome].filter((held) => held !== undefined));
  }

  // The tables stand already, with the same numbers: they are left alone, with whoever is at one of them.
  #takeOver({ asked, appraisal, outcome, result, slid }: Shown): void {
    if (this.#question === undefined) return;
    this.#question = { ...this.#question, asked, result };
    this.#moved = new Map(Object.entries(slid));
    this.#hold(appraisal, outcome, outcome.html);
    inPlace(this.#comparison.root, () => { this.#rest(asked); });
  }

  #begin({ asked, appraisal, outcome, result, slid }: Shown): void {
    this.#frame.forget();
    this.#settled.forget();
    this.#pending = undefined;
    performance.clearMeasures(UPDATE);
    this.#moved = new Map(Object.entries(slid));
    this.#chosen = [];
    this.#applied = undefined;
    const council = result.options[0]?.parties.find(({ id }) => id === result.council)?.name ?? result.council;
    this.#question = {
      asked, result, council,
      links: new Map(), labels: new Map(),
    };
    this.#comparison.forget();
    this.#views = [];
    this.#others.replaceChildren();
    this.#body.classList.toggle(BEGUN, !analyses(appraisal));
    this.#body.hidden = false;
    this.#shown(appraisal, outcome);
    this.#chance.touch();
    // The first table is on the screen before anything else is worked out.
    requestAnimationFrame(() => setTimeout(() => { this.#rest(asked); }));
  }

  // What follows the first table.
  #rest(asked: Appraisal): void {
    if (this.#question?.asked !== asked) return;
    if (!this.#analysed) return;
    const { result } = this.#question;
    this.#fill(this.#option, result.options.map(({ id, name }) => [id, name]), leading(result));
    this.#choose();
    this.#settle();
    this.#body.classList.remove(BEGUN);
    if (this.#drawing === undefined) {
      this.#drawing = import("./drawing");
      this.#drawing.then((drawing) => {
        for (const { view } of this.#charts) view.use(drawing);
        this.#chance.use(drawing);
      }, (error: unknown) => {
        this.#drawing = undefined;
        this.#slidersProblems.show(error);
      });
    }
  }

  #fill(select: HTMLSelectElement, choices: readonly (readonly [string, string])[], chosen: string): void {
    select.replaceChildren(...choices.map(([value, name]) => element("option", { value }, name)));
    select.value = choices.some(([value]) => value === chosen) ? chosen : choices[0]?.[0] ?? "";
  }

  // The sliders are picked by the question as it was handed over: what a slider has set would be certain, and move nothing.
  #choose(): void {
    if (this.#question === undefined) return;
    const { asked, result } = this.#question;
    if (!analyses(asked) || this.#now === undefined) return;
    // Another option may have other measures.
    const rows = measures(result, this.#option.value, this.#now.outcome.addresses).map(({ row, label }) => [row, label] as const);
    this.#fill(this.#measure, rows, rows.some(([row]) => row === this.#measure.value) ? this.#measure.value : preferredMeasure(result));
    const measure = `options.${this.#option.value}.${this.#measure.value}`;
    const replaceable = (address: string, value: string) => {
      try {
        asked.replace({ [address]: value }).free();
        return true;
      } catch {
        return false;
      }
    };
    try {
      const log = using(asked.assumptionsLog({ measure }), (shown) => shown.toObject());
      const tornado = using(asked.tornado({ measure }), (shown) => shown.toObject());
      // An input that was moved keeps its slider, so that nothing is moved unseen.
      const chosen = chooseSliders(tornado, log, { most: SLIDERS, kept: [...this.#moved.keys()], replaceable });
      const kept = this.#chosen.filter(({ address }) =>
        this.#moved.has(address) && !chosen.some((slider) => slider.address === address));
      this.#chosen = [...kept, ...chosen];
      const links = log.assumptions.flatMap(({ address, link }) => (link === null ? [] : [[address, link] as const]));
      this.#question = {
        ...this.#question,
        links: new Map(links),
        labels: new Map(log.assumptions.map(({ address, label }) => [address, label])),
      };
      this.#sliders.show(this.#chosen, this.#moved);
      this.#none.hidden = this.#chosen.length > 0;
      this.#slidersProblems.clear();
    } catch (error) {
      this.#slidersProblems.show(error);
    }
  }

  #move(address: string, value: string, { timeStamp }: Event): void {
    // Of several events of one frame the first began the wait.
    this.#pending = { address, value, since: this.#pending?.since ?? timeStamp };
    this.#frame.ask();
  }

  #release(address: string, value: string): void {
    this.#frame.flush();
    // A value that was refused is not handed on.
    if (this.#applied?.address === address && this.#applied.value === value) this.#host.slid(Object.fromEntries(this.#moved));
  }

  #update(): void {
    if (this.#question === undefined || this.#pending === undefined) return;
    const { address, value, since } = this.#pending;
    this.#pending = undefined;
    const moved = new Map(this.#moved).set(address, value);
    // Back where it was, an input is as uncertain as the question has it; what is replaced is certain.
    if (this.#chosen.some((slider) => slider.address === address && slider.central === shortest(value))) moved.delete(address);
    try {
      const { asked } = this.#question;
      const appraisal = moved.size === 0 ? asked : this.#inUse.with(asked.replace(Object.fromEntries(moved)));
      const outcome = this.#inUse.with(appraisal.run());
      this.#moved = moved;
      this.#applied = { address, value };
      this.#sliders.accept(moved);
      this.#shown(appraisal, outcome);
    } catch (error) {
      this.#applied = undefined;
      if (!this.#sliders.refuse(address, error)) this.#problems.show(error, KEPT);
      return;
    } finally {
      this.#giveBack();
    }
    this.#takers.touch();
    performance.measure(UPDATE, { start: since, end: performance.now() });
    this.#chance.touch();
    this.#settled.touch();
  }

  // The part of every frame.
  #shown(appraisal: Appraisal, outcome: Outcome): void {
    const { html } = outcome;
    const first = firstTable(html);
    this.#hold(appraisal, outcome, html);
    if (first !== undefined) {
      this.#comparison.show(first);
      const words = inWords(leaders(first), this.#question?.council ?? "");
      if (this.#leader.textContent !== words) this.#leader.textContent = words;
      this.#announcer.say(words);
    }
    this.#showMore();
    this.#problems.clear();
    this.#body.classList.remove("app-stale");
  }

  // Whoever is asked later asks this one: those before give their memory back.
  #hold(appraisal: Appraisal, outcome: Outcome, html: string): void {
    this.#now = { appraisal, outcome, html };
    this.#downloads.show(appraisal, outcome, [...this.#moved.keys()]);
    if (analyses(appraisal)) for (const { name, view } of this.#charts) view.show(() => outcome.picture(name));
  }

  #showMore(): void {
    if (!this.#opened.open || this.#now === undefined) return;
    const [, ...more] = readTables(this.#now.html).tables;
    more.forEach((table, place) => {
      let view = this.#views[place];
      if (view === undefined) {
        view = this.#newTable();
        this.#views.push(view);
        this.#others.append(view.root);
      }
      view.show(table);
    });
    for (const view of this.#views.splice(more.length)) view.root.remove();
  }

  // Once nothing has moved for a while.
  #settle(): void {
    if (this.#question === undefined || this.#now === undefined) return;
    const { links, labels } = this.#question;
    const result = this.#now.outcome.toObject();
    // Two of them ask again later: they are then answered by the question as it stands.
    this.#takers.show(result, readTables(this.#now.html).tables);
    this.#grounds.show(result, links);
    this.#switching.show({ appraisal: () => this.#current(), result, leader: ahead(result), labels });
    this.#chance.show({ text: () => this.#current().toToml(), result });
  }

  #why(reason: Reason): void {
    if (this.#now !== undefined) this.#explanation.open(this.#now.outcome, reason);
  }
}
