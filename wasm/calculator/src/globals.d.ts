/** The version of the library, put in when the page is built. */
declare const __VERSION__: string;

/** The points of the national pay spine for which there are figures, in words, put in when the page is built. */
declare const __PAY_POINTS__: string;

declare module "virtual:template" {
  import type { Table } from "./question/value";

  /** The question that the page begins with. */
  export const start: Table;
  /** The same with every option that it offers. */
  export const offers: Table;
}
