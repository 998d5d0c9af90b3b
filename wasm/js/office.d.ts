import { Appraisal as Base, Outcome as Plain, type Shown, type Simulation } from "./uncertainty.js";

export * from "./uncertainty.js";

/** What an appraisal comes to, with its workbook. */
export class Outcome extends Plain {
  /** The workbook with live formulas, as the bytes of an `.xlsx` file. */
  toWorkbook(): Uint8Array;
}

/** A picture of the report for members, to be drawn by whoever can. */
export interface MembersPicture {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly spec: object;
}

/** The report for members. */
export interface Members extends Shown<object> {
  readonly figures: readonly MembersPicture[];
  /** A whole page of HTML, the same as `html`. */
  toHtml(): string;
  /** Markdown, the same as `text`. */
  toMarkdown(): string;
}

/** A question with everything that can be asked of it, and what a finance office hands on. */
export class Appraisal extends Base {
  static load(text: string): Appraisal;
  static fromObject(question: object): Appraisal;
  /**
   * Reads an appraisal back from the bytes of a workbook (`.xlsx`) that was changed on its sheet *Inputs*. Throws an
   * {@link AppraisalError}, whose problems name the cell.
   */
  static loadWorkbook(bytes: Uint8Array | ArrayBuffer): Appraisal;
  run(): Outcome;
  /**
   * The report for members: its `html` is a whole page that fetches nothing, and its `text` is Markdown. `svg` has drawings
   * by the ids of the pictures; what does more than draw is refused. `simulation` is one that {@link Appraisal.simulate} of
   * this entry gave; without one the report says nothing of chances. Throws an {@link AppraisalError}.
   */
  membersReport(options?: {
    readonly date?: string;
    readonly svg?: Readonly<Record<string, string>>;
    readonly simulation?: Simulation;
  }): Members;
}
