import { Appraisal as Base, type Decimal, type FinancialYear, type Shown } from "./index.js";

export { AppraisalError, Explanation, Outcome } from "./index.js";
export type { Decimal, ExplanationResult, FinancialYear, Origin, Problem, Result, Rows, Shown } from "./index.js";

/** What a simulation is asked. All but `draws` may be left out. */
export interface SimulationOptions {
  /** How many draws; at most 20,000,000 in a browser. */
  readonly draws: number;
  /** By default 1. The same seed gives the same draws, on every machine. A bigint where a number is too short. */
  readonly seed?: number | bigint;
  readonly sampling?: "random" | "latin_hypercube" | "sobol";
  /**
   * The addresses of rows; by default the net present cost, the net cost and the saving of each option for the chosen
   * view, and the net present cost to society.
   */
  readonly measures?: readonly string[];
  /** From 0 to 100; by default 5, 10, 50, 80, 90 and 95. */
  readonly percentiles?: readonly number[];
  /** A party, a group of parties or `"society"`; by default the council. */
  readonly view?: string;
  /** Asks how likely the saving of the view, in cash over all years, is to reach this sum. */
  readonly saving_target?: number | Decimal;
  /** Whether options are ranked in each draw; by default they are. */
  readonly ranking?: boolean;
  /** Whether reserves are followed in each draw; by default they are. */
  readonly insolvency?: boolean;
  /** Keeps the raw draws, eight bytes each, for {@link Simulation.draws}. */
  readonly keep_draws?: boolean;
  /** The run ends once the standard error of the mean of this measure is below this. */
  readonly stop_when?: { readonly measure: string; readonly standard_error: number };
}

export interface Progress {
  readonly draws: number;
  readonly asked: number;
  /** Of the measure that ends the run, where there is one. */
  readonly standardError: number | undefined;
}

export interface SimulationControl {
  /** Told every few thousand draws, or fifty times a second from a worker. When it returns false, the run ends. */
  readonly onProgress?: (progress: Progress) => boolean | void;
}

export interface WorkerControl extends SimulationControl {
  /** Ends the run when it is aborted; what was done by then is the result. */
  readonly signal?: AbortSignal;
  /**
   * Pictures with settings, for {@link Simulation.picture} with the same settings: they are drawn in the worker, which does
   * not keep the draws. Those without settings come anyway.
   */
  readonly pictures?: readonly SimulationPicture[];
}

/** What a picture of a simulation is asked. */
export interface SimulationPictureSettings {
  /** For `distribution`, `exceedance` and `fan`: the address of the measure; by default the first that fits. */
  readonly measure?: string;
  /** For `survival`: the one option that is shown; by default all are. */
  readonly option?: string;
}

/** A picture of a simulation by its name, with its settings. */
export interface SimulationPicture {
  readonly name: "distribution" | "exceedance" | "fan" | "survival";
  readonly settings: SimulationPictureSettings;
}

/** A share of draws with its 95 per cent confidence interval. */
export interface Probability {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A percentile with its 95 per cent confidence interval. */
export interface Percentile {
  readonly percent: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface MeasureResult {
  readonly address: string;
  readonly label: string;
  readonly unit: string;
  readonly year?: FinancialYear;
  readonly central: number | null;
  readonly exact_mean?: number;
  readonly mean: number;
  readonly standard_error: number;
  readonly standard_deviation: number;
  readonly smallest: number | null;
  readonly largest: number | null;
  readonly percentiles: readonly Percentile[];
  readonly without_value: number;
}

export interface Ranking {
  readonly view: string;
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly best: Probability;
    readonly expected_regret: number;
    readonly mean_cost: number;
  }[];
  readonly not_separated: readonly {
    readonly one: string;
    readonly other: string;
    readonly difference: number;
    readonly standard_error: number;
  }[];
  readonly value_of_perfect_information: number;
}

export interface SimulationResult {
  readonly title: string;
  readonly draws: number;
  readonly asked: number;
  readonly ended: "all_draws" | "standard_error_reached" | "stopped";
  /** A seed above 2^53 is rounded here; the JSON has it whole. */
  readonly seed: number;
  readonly sampling: "random" | "latin_hypercube" | "sobol";
  readonly years: readonly FinancialYear[];
  readonly inputs: readonly {
    readonly address: string;
    readonly unit: string;
    readonly central: number;
    readonly distribution: string;
    readonly mean: number;
    readonly standard_deviation: number;
  }[];
  readonly events: readonly { readonly address: string; readonly label: string; readonly planned: boolean }[];
  readonly measures: readonly MeasureResult[];
  readonly ranking?: Ranking;
  readonly targets?: readonly { readonly option: string; readonly view: string; readonly target: number; readonly reached: Probability }[];
  readonly insolvency?: readonly {
    readonly option: string;
    readonly party: string | null;
    readonly insolvent_by: readonly Probability[];
    readonly below_minimum_by: readonly Probability[];
  }[];
  readonly notes: readonly string[];
}

/** A picture of a result. Its numbers are floats made from the pennies of the result. */
export class Picture {
  private constructor();
  /** Its name. */
  readonly id: string;
  /** What it shows. */
  readonly title: string;
  /** The text in its place: what there is to see in it. */
  readonly description: string;
  /** The data table behind it. */
  readonly table: {
    readonly columns: readonly {
      readonly name: string;
      readonly title: string;
      readonly unit: string | null;
      readonly price_basis: string | null;
    }[];
    readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  };
  /** A Vega-Lite specification (version 6) with all its data in it, for `vega-embed`, which a page brings along. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** All of it as JSON: the same bytes as from Rust and Python. */
  readonly json: string;
  /** Its table and its text as HTML. */
  readonly html: string;
  /** The same as plain text. */
  readonly text: string;
  /** Gives its memory back at once, after which it has no HTML and no text any more; all else of it stays. */
  free(): void;
}

/** Results of this module have pictures. */
export interface Pictured<Name extends string, Settings> {
  /** The names of its pictures. */
  readonly pictures: string[];
  /** One of its pictures by name. Throws an {@link AppraisalError}. */
  picture(name: Name, settings?: Settings): Picture;
}

/** What the one picture of a tornado or of an explanation is asked. */
export interface PicturedOnce {
  /** The names of its pictures: one. */
  readonly pictures: string[];
  picture(): Picture;
}

declare module "./index.js" {
  interface Outcome extends Pictured<"cost_by_year" | "cumulative_saving" | "who_pays" | "reserves", {
    /** For `cost_by_year` and `cumulative_saving`: whose costs; by default the council's. */
    readonly view?: string;
    /** For `reserves`: the one option that is shown; by default all are. */
    readonly option?: string;
  }> {}
  interface Explanation extends PicturedOnce {}
}

/**
 * What the draws of a simulation come to. One from a worker has its pictures without settings, and with the settings that the
 * call asked for.
 */
export class Simulation {
  private constructor();
  /** The addresses of which raw draws were kept: inputs, events and measures. */
  readonly addresses: string[];
  /** The raw draws of a measure or an uncertain input, where they were kept. Throws an {@link AppraisalError}. */
  draws(address: string): Float64Array;
}
export interface Simulation extends Shown<SimulationResult>, Pictured<SimulationPicture["name"], SimulationPictureSettings> {}

/** A simulation that has begun, for whoever has other things to do between stretches of a few thousand draws. */
export class Run {
  private constructor();
  readonly progress: Progress;
  readonly ended: boolean;
  /** Makes a few thousand draws. False once the run has ended. */
  advance(): boolean;
  /** What the draws that were made come to. The run can then no longer be used. */
  finish(): Simulation;
  /** Gives the memory of a run back whose result is not wanted. */
  free(): void;
}

/** An exact number: its text where it has decimal places, a number where it is whole. */
export type Exact = Decimal | number;

/** A row that an analysis asks about. */
export interface Measure {
  readonly address: string;
  readonly label: string;
  readonly unit: string;
}

export interface Tornado {
  readonly measure: Measure;
  readonly central: Exact;
  /** The widest first. */
  readonly bars: readonly {
    readonly address: string;
    readonly unit: string;
    readonly low: Exact;
    readonly central: Exact;
    readonly high: Exact;
    readonly at_low: Exact;
    readonly at_high: Exact;
    readonly swing: Exact;
    readonly same_side: boolean;
    readonly cheapest_at_low?: string;
    readonly cheapest_at_high?: string;
  }[];
}

/** The answer that may change: which of two options has the larger measure, or whether a measure reaches a value. */
export type Target =
  | { readonly options: readonly [string, string]; readonly measure: string }
  | { readonly measure: string; readonly value: number | Decimal };

export interface SwitchingResult {
  readonly measure: Measure;
  readonly against?: Measure;
  readonly value?: Exact;
  readonly margin: Exact;
  readonly inputs: readonly {
    readonly address: string;
    readonly unit: string;
    readonly central: Exact;
    readonly range: readonly [Exact, Exact] | null;
    readonly searched: readonly [Exact, Exact];
    readonly found: "does_not_depend" | "closed_form" | "piece_by_piece" | "search";
    readonly values: readonly {
      readonly value: Exact;
      readonly within_range: boolean;
      readonly ranges_away: Exact | null;
      readonly change: Exact | null;
      readonly threshold?: string;
    }[];
    readonly sentence: string;
  }[];
}

export interface ScenarioTable {
  readonly scenarios: readonly {
    readonly id: string;
    readonly name: string;
    readonly story?: string;
    readonly changes: readonly { readonly address: string; readonly from?: Exact; readonly to: Exact }[];
    readonly options: readonly {
      readonly id: string;
      readonly name: string;
      readonly net_cost_total: Exact;
      readonly saving_total: Exact;
      readonly net_present_cost: Exact;
      readonly net_present_cost_to_society: Exact;
      readonly rank: string;
      readonly flags: readonly string[];
    }[];
  }[];
  readonly notes: readonly string[];
}

export interface CliffMap {
  readonly address: string;
  readonly unit: string;
  readonly central: Exact;
  readonly searched: readonly [Exact, Exact];
  readonly measure: Measure;
  readonly cliffs: readonly {
    readonly at: Exact;
    readonly below: Exact;
    readonly above: Exact;
    readonly jump: Exact;
    readonly row: string;
    readonly condition: string;
  }[];
}

/** Every option with what may happen to it priced in. */
export interface Reversion {
  readonly view: string;
  readonly years: readonly FinancialYear[];
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly planned_cost: Exact;
    readonly expected_cost: Exact;
    readonly planned_saving: Exact;
    readonly expected_saving: Exact;
    readonly events: readonly {
      readonly event: string;
      readonly kind: string;
      readonly label: string;
      readonly party?: string;
      readonly by_year: readonly Exact[];
      /** What its chance rests on, and the value of each at which the expected saving is gone. */
      readonly inputs: readonly { readonly address: string; readonly central: Exact; readonly break_even: Exact | null }[];
    }[];
  }[];
  readonly sentences: readonly string[];
}

/** A share of the variance of a measure, with its 95 per cent interval. */
export interface Index {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly told_from_nought: boolean;
}

export interface Drivers {
  readonly measure: Measure;
  readonly found: "nothing_varies" | "closed_form" | "draws";
  readonly samples?: number | null;
  readonly seed?: number | null;
  readonly standard_deviation: number;
  /** Those with the largest total index first. */
  readonly drivers: readonly {
    readonly address: string;
    readonly unit?: string | null;
    readonly first: Index;
    readonly total: Index;
    readonly sentence: string;
  }[];
  readonly without_effect: readonly string[];
  readonly sentence: string;
}

export interface Information {
  readonly view: string;
  readonly unit: string;
  readonly draws: number;
  readonly seed: number;
  readonly best: string;
  /** What it is worth to know everything before deciding. */
  readonly everything: number;
  readonly standard_error: number;
  readonly sentence: string;
  readonly inputs: readonly {
    readonly address: string;
    readonly unit?: string | null;
    readonly value: number;
    readonly raw: number;
    readonly bias: number;
    readonly sentence: string;
  }[];
}

export interface Difference {
  readonly measure: Measure;
  readonly from: Exact;
  readonly to: Exact;
  readonly difference: Exact;
  readonly inputs: readonly {
    readonly address: string;
    readonly unit: string;
    readonly before: Exact;
    readonly after: Exact;
    readonly share: Exact;
    readonly standard_error?: Exact | null;
  }[];
  readonly rest?: { readonly label: string; readonly share: Exact; readonly standard_error?: Exact | null } | null;
  readonly without_effect: readonly string[];
  readonly exact: boolean;
  readonly sentence: string;
}

/** What an option asks of a parish, by year, and what holds it to a limit. */
export interface ParishAffordability {
  readonly option: string;
  readonly parish: string;
  readonly parish_name: string;
  readonly years: readonly {
    readonly year: FinancialYear;
    readonly cost: Exact;
    readonly tax_base: Exact;
    /** Pounds a year on a bill of each band, from A to H. */
    readonly bands: readonly Exact[];
    readonly rise: Exact | null;
    readonly charge_before: Exact | null;
    readonly council_pays: Exact;
    readonly limit: Exact | null;
    readonly bearable: Exact | null;
    readonly share_bearable: Exact | null;
    readonly council_must_pay: Exact | null;
  }[];
  readonly cost_total: Exact;
  readonly council_must_pay_total: Exact | null;
  readonly sentences: readonly string[];
}

/** The cheapest payment under which a reserve holds. */
export interface TaperResult {
  readonly option: string;
  readonly party: string;
  readonly party_name: string;
  readonly minimum: Exact;
  readonly opening: Exact;
  readonly years: readonly {
    readonly year: FinancialYear;
    readonly balance: Exact;
    readonly now: Exact;
    readonly payment: Exact;
    readonly reserve: Exact;
  }[];
  readonly total: Exact;
  readonly present_value: Exact;
  readonly now_total: Exact;
  readonly shapes: readonly {
    readonly shape: "free" | "never_rising" | "flat";
    readonly total: Exact;
    readonly present_value: Exact;
  }[];
  /** Where the amounts are put in the question. */
  readonly address: string;
  readonly amounts: readonly Exact[];
  readonly paste: string;
  readonly holds: boolean;
  readonly certainty: Exact | null;
  readonly held: Exact | null;
  readonly standard_error: Exact | null;
  readonly sentences: readonly string[];
}

/** What a delay costs, month by month. */
export interface DelayResult {
  readonly option: string;
  readonly name: string;
  readonly planned: string;
  readonly months: readonly {
    readonly months: number;
    readonly starts: string;
    readonly views: readonly {
      readonly view: string;
      readonly saving_total: Exact;
      readonly lost: Exact;
      readonly net_present_saving: Exact;
      readonly lost_present_value: Exact;
    }[];
  }[];
  readonly comes_from: readonly { readonly category: string; readonly paid_more: Exact }[];
  readonly sentences: readonly string[];
}

/** What it would cost to stop, date by date. */
export interface AbortResult {
  readonly option: string;
  readonly name: string;
  readonly view: string;
  readonly saving_if_kept: Exact;
  readonly costs_of_ending: readonly (readonly [string, Exact])[];
  readonly dates: readonly {
    readonly date: string;
    readonly year: FinancialYear;
    readonly spent: Exact;
    readonly saved: Exact;
    readonly cost_of_ending: Exact;
    readonly still_bound: Exact;
    readonly saving_if_stopped: Exact;
    readonly remaining: Exact;
    readonly going_on: Exact;
    readonly going_on_present_value: Exact;
  }[];
  readonly no_return: string | null;
  readonly free_to_stop: string | null;
  readonly sentences: readonly string[];
}

/** The savings of all options but today's, from the headline to what is there. */
export interface SavingsPath {
  readonly by: FinancialYear;
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly years: readonly {
      readonly year: FinancialYear;
      readonly today: Exact;
      readonly headline: Exact;
      readonly stranded: Exact;
      readonly saving: Exact;
      readonly saving_cash: Exact;
    }[];
    readonly first_full_year: FinancialYear | null;
    readonly unwinds: readonly [FinancialYear, FinancialYear] | null;
    readonly sentence: string;
  }[];
}

/** How much of an income stream would close a gap. */
export interface QuantityResult {
  readonly option: string;
  readonly stream: string;
  readonly unit: string;
  readonly gap: Exact;
  readonly net: Exact;
  readonly weeks: Exact;
  readonly a_year: Exact;
  readonly a_week: Exact;
  readonly evidence: Exact | null;
  readonly on_this_evidence: boolean | null;
  readonly sentence: string;
}

/** A row of the assumptions log. */
export interface Assumption {
  readonly address: string;
  readonly kind: "input" | "default" | "national_figure" | "choice";
  readonly label: string;
  readonly value: Exact | null;
  readonly unit: string | null;
  readonly holds: string | null;
  readonly low: Exact | null;
  readonly high: Exact | null;
  readonly range_from: "stated" | "published_figures" | "test_movement" | "none";
  readonly at_low: Exact | null;
  readonly at_high: Exact | null;
  readonly effect: Exact | null;
  readonly material: boolean;
  readonly changes_answer: boolean;
  readonly confidence: "low" | "medium" | "high" | null;
  readonly evidence: "measured" | "quoted" | "similar_case" | "guess" | null;
  readonly range_width: Exact | null;
  readonly reliability: string;
  readonly why: string | null;
  readonly source: string | null;
  readonly link: string | null;
  readonly published: string | null;
  readonly source_status: "verified" | "derived" | "unverified" | "projected" | null;
  readonly when: string | null;
  readonly who: string | null;
  readonly signed_by: string | null;
  readonly signed_on: string | null;
  readonly signed_value: Exact | null;
  readonly status: "signed" | "signed_for_another_value" | "not_signed" | "published";
}

/** What a result rests on, and whether it is final. */
export interface AssumptionsLog {
  readonly title: string;
  readonly decision: {
    readonly label: string;
    readonly measure: string;
    readonly options: readonly [string, string] | null;
    readonly unit: string;
    readonly value: Exact;
    readonly share: Exact;
    readonly threshold: Exact;
    readonly rule: string;
  };
  readonly stamp: {
    readonly word: "draft" | "final";
    readonly is_final: boolean;
    readonly stops: readonly {
      readonly address: string;
      readonly kind: "check" | "not_signed" | "signed_for_another_value" | "no_source";
      readonly text: string;
    }[];
    readonly checks: readonly {
      readonly id: string;
      readonly label: string;
      readonly passes: boolean;
      readonly failing: readonly string[];
    }[];
  };
  readonly assumptions: readonly Assumption[];
  readonly signs_nothing: readonly string[];
  readonly remarks: readonly string[];
}

/** A share of all weights, from 0 to 1, with its Monte-Carlo error; 0 where the share is exact. */
export interface WeightShare {
  readonly share: Exact;
  readonly standard_error: Exact;
}

/** A weight at which two options change places, the others keeping their proportions. */
export interface WeightSwitch {
  readonly weight: Exact;
  readonly ahead: string;
  readonly then_ahead: string;
}

/** What the options score beside their money. Scores have no true nought: no ratio of them means anything. */
export interface CriteriaResult {
  readonly panel?: string;
  readonly date?: string;
  readonly set?: {
    readonly id: string;
    readonly label: string;
    readonly source: string;
    readonly url: string;
    readonly left_out: readonly { readonly id: string; readonly reason: string }[];
  };
  readonly points: "swing" | "importance";
  readonly criteria: readonly {
    readonly id: string;
    readonly label: string;
    readonly worst: string;
    readonly best: string;
    readonly points: Exact;
    readonly points_range?: readonly [Exact, Exact];
    readonly weight: Exact;
    readonly weight_limits?: readonly [Exact, Exact];
    readonly reads?: string;
    readonly swing_question: string;
  }[];
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly score: Exact;
    /** None where the option fails a success factor. */
    readonly rank: string | null;
    readonly fails: readonly string[];
    readonly scores: readonly {
      readonly criterion: string;
      readonly score: Exact;
      readonly contribution: Exact;
      readonly range?: readonly [Exact, Exact];
      readonly figure?: Exact;
      readonly reason?: string;
      readonly evidence?: string;
      readonly by?: string;
      readonly date?: string;
      readonly dissent?: string;
    }[];
  }[];
  readonly success_factors: readonly {
    readonly id: string;
    readonly label: string;
    readonly options: readonly {
      readonly option: string;
      readonly passes: boolean;
      readonly reason: string;
      readonly by?: string;
      readonly date?: string;
      readonly dissent?: string;
    }[];
  }[];
  readonly rule: string;
  readonly dominated: readonly { readonly option: string; readonly by: readonly string[] }[];
  readonly all_weights: {
    readonly over: string;
    readonly exact: boolean;
    readonly draws: number;
    readonly seed: Exact;
    readonly tried: number;
    readonly options: readonly {
      readonly option: string;
      readonly ranks: readonly WeightShare[];
      readonly central_weights: readonly { readonly criterion: string; readonly weight: Exact }[] | null;
      readonly confidence: WeightShare | null;
      readonly ahead_of: readonly ({ readonly option: string } & WeightShare)[];
    }[];
  };
  readonly switches: readonly {
    readonly criterion: string;
    readonly weight: Exact;
    readonly first: readonly WeightSwitch[];
    readonly any: readonly WeightSwitch[];
  }[];
  readonly drop_one: readonly {
    readonly without: string;
    readonly turned: readonly (readonly [string, string])[];
  }[];
  readonly money: {
    readonly view: string;
    readonly unit: string;
    readonly options: readonly {
      readonly option: string;
      readonly net_present_cost: Exact;
      readonly score: Exact;
      readonly cost_per_point: Exact | null;
      readonly dominated_by: readonly string[];
      readonly efficient: boolean;
      readonly next_below: string | null;
      readonly cost_per_extra_point: Exact | null;
    }[];
  };
  readonly independence: {
    readonly pairs: number;
    readonly answered: number;
    readonly answers: readonly {
      readonly between: readonly string[];
      readonly independent: boolean;
      readonly answer: string;
    }[];
  };
  readonly notes: readonly string[];
}

/** A question that has been read, checked and laid out, and can also be analysed and simulated. */
export class Appraisal extends Base {
  static load(text: string): Appraisal;
  static fromObject(question: object): Appraisal;
  /** Each uncertain input at its low and its high value, all others central. Throws an {@link AppraisalError}. */
  tornado(options: { readonly measure: string }): Shown<Tornado> & PicturedOnce;
  /** Every assumption by its effect on the decision, who signed it, and what stops the final stamp. Throws an {@link AppraisalError}. */
  assumptionsLog(options?: {
    readonly measure?: string;
    readonly options?: readonly [string, string];
    readonly share?: number | string;
  }): Shown<AssumptionsLog>;
  /** The values of one input at which the answer changes. Throws an {@link AppraisalError}. */
  switchingValue(options: { readonly input: string } & Target): Shown<SwitchingResult>;
  /** The same for every uncertain input, the nearest first. Throws an {@link AppraisalError}. */
  switchingValues(options: Target): Shown<SwitchingResult>;
  /** The scenarios of the question beside the question as it stands. Throws an {@link AppraisalError}. */
  scenarios(): Shown<ScenarioTable>;
  /** What may happen to each option priced in, exactly; by default for the council. Throws an {@link AppraisalError}. */
  reversion(options?: { readonly view?: string }): Shown<Reversion>;
  /** What drives the spread of a measure: Sobol indices. Throws an {@link AppraisalError}. */
  drivers(options: {
    readonly measure: string;
    readonly samples?: number;
    readonly seed?: number | bigint;
    readonly resamples?: number;
  }): Shown<Drivers>;
  /** What it is worth to know everything, and each input, before deciding. Throws an {@link AppraisalError}. */
  valueOfInformation(options?: {
    readonly view?: string;
    readonly draws?: number;
    readonly seed?: number | bigint;
  }): Shown<Information>;
  /** The difference to another appraisal, attributed to the inputs that changed. Throws an {@link AppraisalError}. */
  difference(after: Appraisal, measure: string): Shown<Difference>;
  /** Where a measure jumps between two values of an input. Throws an {@link AppraisalError}. */
  cliffs(options: {
    readonly input: string;
    readonly measure: string;
    readonly between: readonly [number | Decimal, number | Decimal];
  }): Shown<CliffMap>;
  /** What the options score beside their money, and how far that hangs on the weights. Throws an {@link AppraisalError}. */
  criteria(options?: {
    /** The view whose net present cost stands beside the scores; by default the council's. */
    readonly view?: string;
    readonly draws?: number;
    readonly seed?: number | bigint;
  }): Shown<CriteriaResult>;
  /** What an option asks of a parish in its residents' terms, and what holds it to a limit. Throws an {@link AppraisalError}. */
  parishAffordability(options: {
    readonly option: string;
    readonly parish?: string;
    /** In pounds a year on a Band D bill. */
    readonly limit_pounds?: number | Decimal;
    /** As a share of the precept without the service. */
    readonly limit_share?: number | Decimal;
  }): Shown<ParishAffordability>;
  /** The cheapest payment under which a reserve never falls under its minimum. Throws an {@link AppraisalError}. */
  designTaper(options: {
    readonly option: string;
    readonly line?: string;
    readonly minimum?: number | Decimal;
    readonly shape?: "free" | "never_rising" | "flat";
    readonly shares?: readonly (number | Decimal)[];
    readonly years?: number;
    /** The share of draws in which the reserve must hold; the plan alone where it is left out. */
    readonly certainty?: number | Decimal;
    readonly draws?: number;
    readonly seed?: number | bigint;
  }): Shown<TaperResult>;
  /** What each month by which an option begins later costs. Throws an {@link AppraisalError}. */
  delay(options: { readonly option: string; readonly months?: number; readonly views?: readonly string[] }): Shown<DelayResult>;
  /** Going on against stopping, at each year end or at each break. Throws an {@link AppraisalError}. */
  abortValue(options: {
    readonly option: string;
    readonly view?: string;
    /** What ending costs, by what it is, in pounds of the price base. */
    readonly costs_of_ending?: Readonly<Record<string, number | Decimal>>;
    /** Days such as 2030-09-30. */
    readonly breaks?: readonly string[];
  }): Shown<AbortResult>;
  /** How much of each headline saving is there in which year. Throws an {@link AppraisalError}. */
  savingsPath(options?: { readonly by?: FinancialYear }): Shown<SavingsPath>;
  /** How much of an income stream would close a gap. Throws an {@link AppraisalError}. */
  quantityNeeded(options: {
    readonly option: string;
    readonly stream: string;
    readonly gap?: number | Decimal;
    readonly net?: number | Decimal;
    readonly weeks?: number | Decimal;
    /** What there is evidence for a week. */
    readonly evidence?: number | Decimal;
    readonly unit?: string;
  }): Shown<QuantityResult>;
  /** Draws every uncertain input and event many times. The caller waits meanwhile. Throws an {@link AppraisalError}. */
  simulate(options: SimulationOptions, control?: SimulationControl): Simulation;
  /** Begins a simulation that the caller works out in stretches. Throws an {@link AppraisalError}. */
  simulation(options: SimulationOptions): Run;
}

/**
 * Simulates the question of a text in a worker, which the page does not wait for. Rejects with an {@link AppraisalError}.
 * `options-appraisal/worker` has this alone: a page that takes it from there loads the module in the worker only.
 *
 * The worker is kept for the next call, which need not load the module again, and is let go when nobody has used it for half
 * a minute or when a run has made its memory large. Calls at the same time have a worker each. A process of Node does not
 * wait for a worker that has nothing to do.
 */
export function simulateInWorker(text: string, options: SimulationOptions, control?: WorkerControl): Promise<Simulation>;

/** Lets the worker that is kept go at once. One that is at work ends when its run does: no call is rejected. */
export function endWorker(): void;
