// The small entry: one appraisal, laid out once with `Appraisal.toSheet()`, whose inputs are moved.
import type { Decimal, FinancialYear, Rows, Shown } from "./index.js";

export { AppraisalError, Explanation } from "./index.js";
export type { Decimal, ExplanationResult, FinancialYear, Problem, Rows } from "./index.js";

/** An input that the sheet reads. */
export interface SheetInput {
  /** Its address, for {@link Sheet.replace}. */
  readonly address: string;
  readonly label: string;
  readonly unit: string;
  /** The value that it has here. */
  readonly value: Decimal;
  /** The value that it had when the sheet was laid out, without what was replaced. */
  readonly central: Decimal;
  /** The range that its author stated; left out where there is none. */
  readonly low?: Decimal;
  readonly high?: Decimal;
  /** The smallest and the largest value that its unit allows. */
  readonly lowest: Decimal;
  readonly highest: Decimal;
  /** Where its value comes from; left out where that is not stated. */
  readonly source?: string;
  /** Whether it is a default of the library. */
  readonly default: boolean;
}

export interface SheetNamed {
  readonly id: string;
  readonly name: string;
}

/** A headline measure: the address of its row and its value for each option, in the order of the options. */
export interface SheetMeasure {
  readonly label: string;
  readonly unit: string;
  readonly rows: readonly string[];
  readonly values: readonly Decimal[];
}

/** The options side by side. */
export interface SheetTable {
  readonly title: string;
  /** The years and their prices, in words. */
  readonly period: string;
  readonly options: readonly SheetNamed[];
  readonly cases: readonly { readonly heading: string; readonly measures: readonly SheetMeasure[] }[];
}

/** A sheet that stands alone. */
export class Sheet {
  private constructor();
  /** Opens the text that `toSheet()` of an appraisal gave. Throws an {@link AppraisalError}. */
  static open(text: string): Sheet;
  readonly title: string;
  /** The years and their prices, in words. */
  readonly period: string;
  /** The year whose prices are those of real terms. */
  readonly prices: FinancialYear;
  readonly years: readonly FinancialYear[];
  readonly options: readonly SheetNamed[];
  readonly views: readonly SheetNamed[];
  readonly inputs: readonly SheetInput[];
  /**
   * The same with other values of some inputs, by their addresses; only what depends on them is worked out again. Throws
   * an {@link AppraisalError}.
   */
  replace(changes: Readonly<Record<string, number | bigint | Decimal>>): Sheet;
  /** Works it out. Throws an {@link AppraisalError}. */
  run(): SheetOutcome;
  /** Gives its memory back at once; it is given back anyway when nobody has the sheet any more. */
  free(): void;
}

/** What a sheet comes to; as JSON, HTML and text it is the options side by side. */
export class SheetOutcome {
  private constructor();
  /** The options side by side, as an object. */
  readonly table: SheetTable;
}
export interface SheetOutcome extends Shown<SheetTable>, Rows {}
