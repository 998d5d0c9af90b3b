/** One thing that is wrong: where, on which line of the text, what, and what would be accepted. */
export interface Problem {
  readonly address: string;
  readonly line?: number;
  readonly message: string;
  readonly accepted?: string;
}

/** All that is wrong with a question, at once. */
export class AppraisalError extends Error {
  readonly problems: readonly Problem[];
  readonly address: string;
}

/** A decimal as its text, exact to the penny: `"1234.50"`. */
export type Decimal = string;

/** A financial year: `"2027/28"`. */
export type FinancialYear = string;

export interface EconomicResult {
  readonly cost: readonly Decimal[];
  readonly net_present_cost: Decimal;
  readonly net_present_saving: Decimal;
  readonly equivalent_annual_cost: Decimal;
  readonly cost_per_open_hour: Decimal | null;
  readonly cost_per_staffed_hour: Decimal | null;
  readonly cost_per_visit: Decimal | null;
  readonly cost_per_issue?: Decimal;
  readonly compared?: readonly { readonly discounting: string; readonly net_present_cost: Decimal; readonly rank: string }[];
}

export interface PaybackResult {
  /** Years from the first year, to two places; null where nothing is recovered, or nothing was outstanding. */
  readonly years: Decimal | null;
  /** Whether savings fall behind again: `years` counts to the last recovery. */
  readonly crosses_more_than_once: boolean;
}

export interface BenefitResult {
  readonly present_value: Decimal;
  readonly net_present_social_value: Decimal;
  readonly ratios: readonly {
    readonly kind: "bcr_social" | "bcr_public" | "bcr_council" | "bcr_increment";
    readonly denominator_is: string;
    readonly numerator: Decimal;
    readonly denominator: Decimal;
    readonly ratio: Decimal | null;
    readonly text: string;
  }[];
  readonly npsv_per_public_pound: Decimal | null;
}

export interface ViewResult {
  readonly id: string;
  readonly name: string;
  readonly net_cost: readonly Decimal[];
  readonly recurring_cost: readonly Decimal[];
  readonly one_off_cost: readonly Decimal[];
  readonly net_cost_total: Decimal;
  readonly saving: readonly Decimal[];
  readonly saving_total: Decimal;
  readonly payback_year: FinancialYear | null;
  readonly discounted_payback_year: FinancialYear | null;
  readonly payback: PaybackResult;
  readonly discounted_payback: PaybackResult;
  readonly worst_year: FinancialYear;
  /** Recurring savings before borrowing and net of it; left out where there are no loans. */
  readonly borrowing?: {
    readonly saving_before: readonly Decimal[];
    readonly debt_service: readonly Decimal[];
    readonly saving_net: readonly Decimal[];
  };
  readonly economic: EconomicResult;
}

export interface LineResult {
  readonly id: string;
  readonly label: string;
  readonly payer: string;
  readonly payee: string;
  readonly category: string;
  readonly treatment: "resource" | "transfer" | "sunk" | "non_cash";
  readonly one_off: boolean;
  readonly price_basis: string;
  readonly index: string;
  readonly cash: readonly Decimal[];
  readonly real: readonly Decimal[];
}

export interface OptionResult {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly starts?: string;
  readonly statutory: boolean;
  readonly rank: string;
  /** Left out where the input does not say. */
  readonly staffed_hours?: readonly Decimal[];
  readonly open_hours?: readonly Decimal[];
  readonly visits?: readonly Decimal[];
  readonly issues?: readonly Decimal[];
  readonly views: readonly ViewResult[];
  readonly society: EconomicResult;
  readonly benefits?: BenefitResult;
  readonly parties: readonly {
    readonly id: string;
    readonly name: string;
    readonly pays: readonly Decimal[];
    readonly total: Decimal;
    readonly change_from_today: Decimal;
    readonly worst_year: FinancialYear;
  }[];
  readonly conservation: Decimal;
  readonly reserves: readonly {
    readonly party: string;
    readonly reserves: readonly Decimal[];
    readonly minimum: Decimal;
    readonly gap: readonly Decimal[];
    readonly first_insolvent_year: FinancialYear | null;
    readonly first_year_below_minimum: FinancialYear | null;
  }[];
  readonly precepts: readonly {
    readonly party: string;
    readonly raised: readonly Decimal[];
    readonly band_d: readonly Decimal[];
    readonly rise: readonly Decimal[] | null;
    /** The charge of the precept without the service and with it; left out where that precept is not stated. */
    readonly charge_before?: readonly Decimal[];
    readonly charge_after?: readonly Decimal[];
    readonly lost_to_tax_base?: readonly Decimal[];
  }[];
  /** A memorandum: the paid hours that volunteers replace are in no sum. */
  readonly volunteers?: {
    readonly hours: readonly Decimal[];
    readonly replaced_hours?: readonly Decimal[];
    readonly replaced_cost?: readonly Decimal[];
  };
  readonly loans?: readonly {
    readonly id: string;
    readonly label: string;
    readonly borrower: string;
    readonly lender: string;
    readonly interest: readonly Decimal[];
    readonly principal: readonly Decimal[];
    readonly owed: readonly Decimal[];
  }[];
  /** How many times the income of a borrower covers what it pays on its loans. */
  readonly covers?: readonly {
    readonly party: string;
    readonly available: readonly Decimal[];
    readonly debt_service: readonly Decimal[];
    readonly cover: readonly (Decimal | null)[];
    readonly minimum: Decimal;
    readonly years_below: readonly FinancialYear[];
  }[];
  /** Lines of which another sum is expected than is planned. */
  readonly expected?: readonly {
    readonly line: string;
    readonly label: string;
    readonly payer: string;
    readonly payee: string;
    readonly planned: readonly Decimal[];
    readonly expected: readonly Decimal[];
    readonly difference: readonly Decimal[];
  }[];
  readonly plan: {
    readonly budget_as_today: readonly Decimal[];
    readonly pay_and_prices: readonly Decimal[];
    readonly new_savings: readonly Decimal[];
    readonly savings_so_far: readonly Decimal[];
    readonly one_off_costs: readonly Decimal[];
    readonly net_budget: readonly Decimal[];
  };
  readonly flags: readonly { readonly kind: string; readonly party: string; readonly year: FinancialYear | null; readonly text: string }[];
  readonly lines: readonly LineResult[];
}

export interface Result {
  readonly title: string;
  readonly years: readonly FinancialYear[];
  readonly price_base: FinancialYear;
  readonly council: string;
  readonly today: string;
  readonly options: readonly OptionResult[];
  readonly notes: readonly string[];
  /** Inputs and measures that lie outside what was published; none from a module without the published evidence. */
  readonly warnings: readonly Warning[];
  /** What options leave out although published cases say that it usually matters; none from such a module. */
  readonly advisories: readonly Advisory[];
  readonly audit: {
    readonly national_figures: string;
    /** The day of which the national figures are, where the question names one. */
    readonly as_of?: string;
    /** National figures that were others on that day than they are today. */
    readonly superseded?: readonly {
      readonly address: string;
      readonly label: string;
      readonly unit: string;
      readonly year: FinancialYear;
      readonly then: Decimal;
      /** Left out where the year, which was projected then, has no value. */
      readonly now?: Decimal;
      readonly text: string;
    }[];
    readonly discounting: Discounting;
    readonly compared_discounting?: readonly Discounting[];
    readonly unverified: readonly string[];
    readonly projected: readonly string[];
    readonly overridden: readonly string[];
    readonly without_source: readonly string[];
    readonly defaults: readonly string[];
    readonly default_choices: readonly string[];
    readonly supplied_ranges?: readonly {
      readonly address: string;
      readonly low: Decimal;
      readonly high: Decimal;
      readonly quantity: string;
      readonly text: string;
    }[];
    readonly published_evidence: string;
    readonly rounding: string;
  };
}

export interface Warning {
  readonly address: string;
  readonly value: Decimal;
  readonly unit: string;
  readonly is: "above" | "below";
  readonly beyond: number;
  readonly published: number;
  readonly lowest: Decimal;
  readonly highest: Decimal;
  readonly prices?: FinancialYear;
  readonly quantity: string;
  readonly text: string;
  readonly observations: readonly {
    readonly place: string;
    readonly year: FinancialYear;
    readonly value: Decimal;
    readonly compared: Decimal;
    readonly grade: string;
    readonly source: string;
    readonly url: string;
    readonly note?: string;
  }[];
}

export interface Advisory {
  readonly id: string;
  readonly option: string;
  readonly missing: string;
  readonly matters: string;
  readonly cases: readonly { readonly title: string; readonly by: string; readonly url: string }[];
  readonly state: string;
  readonly acknowledged?: string;
}

export interface Discounting {
  readonly edition: string;
  readonly label: string;
  readonly leaves_out: string;
  readonly used_for: string;
  readonly status: string;
}

/** Where a number comes from that has no parts. */
export type Origin =
  /** The line of the text, and the source that its author stated. */
  | { readonly kind: "input"; readonly line?: number; readonly source?: string }
  /** A replaced value, and what the question has itself. */
  | { readonly kind: "what_if"; readonly in_place_of: string }
  | { readonly kind: "default"; readonly source: string }
  | {
    readonly kind: "national_figure";
    readonly source: string;
    readonly published?: string;
    readonly url: string;
    readonly status: string;
    readonly projected?: string;
    /** The day of which the figure is, where the question names one. */
    readonly as_of?: string;
  }
  | { readonly kind: "calendar" };

export interface ExplanationResult {
  readonly address: string;
  readonly label: string;
  readonly unit: string;
  readonly year?: FinancialYear;
  readonly value: string;
  readonly formula?: string;
  readonly working?: string;
  readonly origin?: Origin;
  readonly shown_above?: boolean;
  readonly parts?: readonly ExplanationResult[];
}

/** Any result: the same as JSON, as an object, as text and as HTML. */
export interface Shown<T> {
  /** The whole result as JSON: the same bytes as from Rust and Python. */
  readonly json: string;
  /** As tables of HTML. */
  readonly html: string;
  /** As plain text. */
  readonly text: string;
  /** The whole result as an object; decimals are texts. */
  toObject(): T;
  /**
   * Gives its memory back at once, after which it can be asked nothing. The garbage collector does so too, but does not know
   * how large these are: who makes many in a row, as a slider does, calls it.
   */
  free(): void;
}

/** A question that has been read, checked and laid out. */
export class Appraisal {
  protected constructor();
  /** Reads a question from the text of a TOML or JSON file. Throws an {@link AppraisalError}. */
  static load(text: string): Appraisal;
  /** Takes over a question from an object. A number means its shortest decimal text. Throws an {@link AppraisalError}. */
  static fromObject(question: object): Appraisal;
  readonly title: string;
  /** The question as TOML, with the replaced values in it: what a file to save holds. Throws an {@link AppraisalError}. */
  toToml(): string;
  /** The question as an object for {@link Appraisal.fromObject}, with the replaced values in it; decimals are texts. Throws an {@link AppraisalError}. */
  toQuestion(): object;
  /**
   * The sheet as a text that stands alone, for `Sheet.open` of `options-appraisal/sheet`: with what was replaced, and
   * without the question. Throws an {@link AppraisalError}.
   */
  toSheet(): string;
  /** Works it out. Throws an {@link AppraisalError}. */
  run(): Outcome;
  /**
   * The same with other values of some inputs, by their addresses; only what depends on them is worked out again. Throws
   * an {@link AppraisalError}.
   */
  replace(changes: Readonly<Record<string, number | bigint | Decimal>>): this;
  /**
   * Gives its memory back at once, after which it can be asked nothing. The garbage collector does so too, but does not know
   * how large appraisals are: who makes many in a row, as a slider does, calls it.
   */
  free(): void;
}

/** A result with the rows of a sheet: each can be read, and asked how it came about. */
export interface Rows {
  /** The addresses of all rows. */
  readonly addresses: string[];
  /**
   * The value of a row, in a year or for the whole period, rounded as results are; null where it is a ratio to nothing.
   * Throws an {@link AppraisalError}.
   */
  value(address: string, year?: FinancialYear): Decimal | null;
  /** The values of a row: one a year, or the one for the whole period. Throws an {@link AppraisalError}. */
  values(address: string): (Decimal | null)[];
  /** How a number came about. Throws an {@link AppraisalError}. */
  explain(address: string, year?: FinancialYear): Explanation;
}

/** What an appraisal comes to. */
export class Outcome {
  protected constructor();
}
export interface Outcome extends Shown<Result>, Rows {}

/** How one number came about. */
export class Explanation {
  private constructor();
}
export interface Explanation extends Shown<ExplanationResult> {}
