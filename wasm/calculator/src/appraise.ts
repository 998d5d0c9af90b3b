// The core, loaded when it is first needed: the form is there before.
import type { Appraisal, Outcome, Problem } from "options-appraisal/uncertainty";
import type { Table } from "./question/value";

type Core = typeof import("options-appraisal/uncertainty");
type Office = typeof import("options-appraisal/office");

export interface Answered {
  readonly appraisal: Appraisal;
  readonly outcome: Outcome;
}

export interface Refused {
  readonly problems: readonly Problem[];
}

export type Reading = Answered | Refused;

let loaded: Promise<Core> | undefined;

/** The module. What could not be loaded is tried again the next time. */
export function core(): Promise<Core> {
  loaded ??= import("options-appraisal/uncertainty").catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

function reading({ AppraisalError }: Core, appraise: () => Appraisal): Reading {
  try {
    const appraisal = appraise();
    // A question can be well written and still overflow when it is worked out.
    return { appraisal, outcome: appraisal.run() };
  } catch (error) {
    if (error instanceof AppraisalError) return { problems: error.problems };
    throw error;
  }
}

export async function readQuestion(question: Table): Promise<Reading> {
  const module = await core();
  return reading(module, () => module.Appraisal.fromObject(question));
}

export async function readText(text: string): Promise<Reading> {
  const module = await core();
  return reading(module, () => module.Appraisal.load(text));
}

/** The question of a workbook. Workbooks are read by a module of their own, which is loaded for the first of them. */
export async function readWorkbook(bytes: Uint8Array): Promise<Reading> {
  const [module, office] = await Promise.all([core(), import("options-appraisal/office")]);
  const asked = questionOf(office, bytes);
  return "problems" in asked ? asked : reading(module, () => module.Appraisal.fromObject(asked.question));
}

function questionOf({ Appraisal, AppraisalError }: Office, bytes: Uint8Array): { question: object } | Refused {
  try {
    return { question: Appraisal.loadWorkbook(bytes).toQuestion() };
  } catch (error) {
    if (error instanceof AppraisalError) return { problems: error.problems };
    throw error;
  }
}
