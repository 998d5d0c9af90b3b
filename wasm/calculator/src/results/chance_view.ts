// How sure it is: thousands of draws in a worker, so that the page never waits. A result is shown for the question that it
// was drawn for; one of a question that has changed meanwhile is not shown at all.
import type { Result, Simulation, SimulationResult } from "options-appraisal/uncertainty";
import { simulateInWorker } from "options-appraisal/worker";
import { element } from "../element";
import { ChartView } from "./chart_view";
import { readTables } from "./core_tables";
import { details, heard } from "./element";
import { ProblemsView } from "./problems";
import { share } from "./quantity";
import { settled } from "./settled";
import { plainTable } from "./table_view";

const DRAWS = 10_000;
// A slider that is still moving should not start worker after worker.
const QUIET = 600;

/** A question to draw from. */
export interface Drawable {
  readonly text: () => string;
  readonly result: Result;
}

// The chances of a simulation, as sentences.
function sentences({ ranking, insolvency, years }: SimulationResult, { options, parties }: Names): readonly string[] {
  const last = years.at(-1) ?? "";
  const payer = parties.get(ranking?.view ?? "") ?? "the council";
  const cheapest = [...ranking?.options ?? []]
    .sort((one, other) => other.best.share - one.best.share)
    .filter(({ best }) => best.share > 0)
    .map(({ name, best }) => `${name} costs ${payer} least in ${share(best.share)} of draws.`);
  const short = (insolvency ?? [])
    .flatMap(({ option, party, insolvent_by: by }) => {
      const chance = by.at(-1)?.share ?? 0;
      if (party === null || chance === 0) return [];
      const who = `${options.get(option) ?? option}: ${parties.get(party) ?? party}`;
      return [`${who} runs out of money by the end of ${last} in ${share(chance)} of draws.`];
    });
  const nobody = short.length === 0 && (insolvency ?? []).length > 0
    ? ["Nobody with reserves runs out of money in any draw."]
    : [];
  return [...cheapest, ...short, ...nobody];
}

interface Names {
  readonly options: ReadonlyMap<string, string>;
  readonly parties: ReadonlyMap<string, string>;
}

const named = ({ options }: Result): Names => ({
  options: new Map(options.map(({ id, name }) => [id, name])),
  parties: new Map(options.flatMap(({ parties, views }) => [...parties, ...views]).map(({ id, name }) => [id, name])),
});

export class ChanceView {
  readonly root = element("section", { class: "app-chance" });
  readonly #state = element("p", { class: "govuk-body" });
  readonly #progress = element("progress", {
    class: "app-chance__progress", max: String(DRAWS), "aria-label": "Draws made",
  });
  readonly #button = element("button", {
    type: "button", class: "govuk-button govuk-button--secondary", "data-chance": true,
  });
  readonly #problems = new ProblemsView();
  readonly #words = element("ul", { class: "govuk-list govuk-list--bullet" });
  readonly #result = element("div", { hidden: true });
  readonly #survival = new ChartView("Chance of staying solvent");
  readonly #spread = new ChartView("Spread of the net present cost");
  readonly #tables = element("div");
  readonly #all = details("All that the draws come to", this.#tables);
  readonly #quiet = settled(QUIET, () => void this.#run());
  readonly #said: (words: string) => void;
  #asked: Drawable | undefined;
  #running: AbortController | undefined;
  #has = false;

  constructor(said: (words: string) => void) {
    this.#said = said;
    this.root.append(
      element("h2", { class: "govuk-heading-m" }, "How sure is it"),
      this.#state, this.#progress, this.#button, this.#problems.root, this.#result);
    this.#result.append(this.#words, this.#survival.root, this.#spread.root, this.#all);
    this.#button.addEventListener("click", () => {
      if (this.#running === undefined) void this.#run();
      else this.#cancel("Stopped.");
    });
    this.#rest("No draws have been made yet.");
  }

  use(drawing: typeof import("./drawing")): void {
    this.#survival.use(drawing);
    this.#spread.use(drawing);
  }

  /** The question is another from now on: it is drawn from once it has stopped changing. */
  show(asked: Drawable): void {
    this.#asked = asked;
    this.touch();
    this.#quiet.touch();
  }

  /** The question has changed: what runs is of no use, and what is shown belongs to the question before. */
  touch(): void {
    this.#quiet.forget();
    this.#cancel(this.#has ? "The question has changed." : "Draws begin once nothing changes any more.");
  }

  #cancel(why: string): void {
    this.#running?.abort();
    this.#running = undefined;
    // A slider on the move changes the question many times a second.
    if (this.#state.textContent?.startsWith(why) === true) return;
    this.#rest(this.#has ? `${why} What is shown below was drawn before.` : why);
    this.#result.classList.toggle("app-stale", this.#has);
  }

  #rest(words: string): void {
    this.#state.textContent = words;
    this.#progress.hidden = true;
    this.#button.replaceChildren("Draw again", heard(": how sure is it"));
  }

  async #run(): Promise<void> {
    if (this.#asked === undefined) return;
    this.#running?.abort();
    const run = new AbortController();
    this.#running = run;
    const { text, result } = this.#asked;
    this.#state.textContent = `Drawing every uncertain input ${DRAWS.toLocaleString("en-GB")} times.`;
    this.#progress.value = 0;
    this.#progress.hidden = false;
    this.#button.replaceChildren("Stop", heard(" drawing"));
    const current = () => this.#running === run;
    try {
      const simulation = await simulateInWorker(text(), { draws: DRAWS }, {
        signal: run.signal,
        onProgress: ({ draws }) => {
          if (current()) this.#progress.value = draws;
        },
      });
      if (!current()) return;
      this.#running = undefined;
      this.#show(simulation, named(result));
    } catch (error) {
      if (!current()) return;
      this.#running = undefined;
      this.#rest(this.#has ? "It could not be drawn. What is shown below was drawn before." : "It could not be drawn.");
      this.#problems.show(error);
    }
  }

  #show(simulation: Simulation, names: Names): void {
    const drawn = simulation.toObject();
    if (drawn.inputs.length + drawn.events.length === 0) {
      this.#has = false;
      this.#result.hidden = true;
      this.#rest("No input has a range, and nothing may happen to an option: every draw is the same. "
        + "Give inputs a low and a high value.");
      return;
    }
    const words = sentences(drawn, names);
    this.#has = true;
    this.#result.hidden = false;
    this.#result.classList.remove("app-stale");
    this.#problems.clear();
    const { draws, inputs, events } = drawn;
    this.#rest(`${draws.toLocaleString("en-GB")} draws of ${inputs.length} uncertain inputs and ${events.length} events. `
      + "Each draw takes a value from the range of every uncertain input, and works the question out with these. "
      + "Inputs that a slider has set are taken as certain.");
    this.#words.replaceChildren(...words.map((sentence) => element("li", {}, sentence)));
    this.#survival.show(() => simulation.picture("survival"));
    this.#spread.show(() => simulation.picture("distribution"));
    const { tables, remarks } = readTables(simulation.html);
    this.#tables.replaceChildren(
      ...tables.map((table) => plainTable(table, "Draws")),
      element("ul", { class: "govuk-list govuk-list--bullet" }, ...remarks.map((remark) => element("li", {}, remark))));
    this.#said(words[0] ?? "");
  }
}
