// The core, in two modules. The small one works a question out, and is there soon on a slow line. The whole one also draws,
// analyses and knows the published evidence; it is three times as large and comes after it. Both read the same questions and
// come to the same numbers, so whichever is the better of those that are there is asked. What is read is not kept: the
// question document is what the page holds, and it is read anew whenever something is asked of it.
import type { Appraisal, Outcome, Problem, Result } from "options-appraisal";
import { using } from "./given_back";
import type { Table } from "./question/value";

type Core = typeof import("options-appraisal");
type Office = typeof import("options-appraisal/office");

/** Whoever is given this gives its memory back. */
export interface Answered {
  readonly appraisal: Appraisal;
  readonly outcome: Outcome;
}

export function giveBack({ appraisal, outcome }: Answered): void {
  outcome.free();
  appraisal.free();
}

export interface Refused {
  readonly problems: readonly Problem[];
}

export type Reading = Answered | Refused;

/** The question of a file, or what is wrong with it. */
export type Opened = { readonly question: Table } | Refused;

/** Loads once; what could not be loaded is tried again the next time. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

let best: Core | undefined;

/** Until a question can be read. */
export const core = once(async () => {
  const small = await import("options-appraisal");
  best ??= small;
});

/** Until it can be analysed and drawn as well. The line is left to the small module first. */
export const whole = once(async () => {
  await core();
  best = await import("options-appraisal/uncertainty");
});

function loaded(): Core {
  if (!best) throw new Error("the core is not loaded yet");
  return best;
}

function reading(appraise: () => Appraisal): Reading {
  try {
    const appraisal = appraise();
    try {
      // A question can be well written and still overflow when it is worked out.
      return { appraisal, outcome: appraisal.run() };
    } catch (error) {
      appraisal.free();
      throw error;
    }
  } catch (error) {
    if (error instanceof loaded().AppraisalError) return { problems: error.problems };
    throw error;
  }
}

export const readQuestion = (question: Table): Reading => reading(() => loaded().Appraisal.fromObject(question));

/** What a question comes to, of one that can be worked out. */
export const resultOf = (question: Table): Result =>
  using(loaded().Appraisal.fromObject(question), (appraisal) => using(appraisal.run(), (outcome) => outcome.toObject()));

/** A question as the text of a file. */
export const textOf = (question: Table): string => using(loaded().Appraisal.fromObject(question), (appraisal) => appraisal.toToml());

/** A question with other values of inputs, by their addresses. */
export const replaced = (question: Table, values: Readonly<Record<string, string>>): Table =>
  using(loaded().Appraisal.fromObject(question), (appraisal) => using(appraisal.replace(values), (moved) => moved.toQuestion() as Table));

function opened(read: Reading): Opened {
  if ("problems" in read) return read;
  try {
    return { question: read.appraisal.toQuestion() as Table };
  } finally {
    giveBack(read);
  }
}

export async function openText(text: string): Promise<Opened> {
  await core();
  return opened(reading(() => loaded().Appraisal.load(text)));
}

/** The question of a workbook. Workbooks are read by a module of their own, which is loaded for the first of them. */
export async function openWorkbook(bytes: Uint8Array): Promise<Opened> {
  const [office] = await Promise.all([import("options-appraisal/office"), core()]);
  const asked = questionOf(office, bytes);
  return "problems" in asked ? asked : opened(readQuestion(asked.question));
}

function questionOf({ Appraisal, AppraisalError }: Office, bytes: Uint8Array): Opened {
  try {
    return { question: using(Appraisal.loadWorkbook(bytes), (appraisal) => appraisal.toQuestion() as Table) };
  } catch (error) {
    if (error instanceof AppraisalError) return { problems: error.problems };
    throw error;
  }
}
