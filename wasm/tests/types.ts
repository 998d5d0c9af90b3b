// Compiled with strict settings and never run: the types as a user meets them.
import { Appraisal, AppraisalError, type Result } from "../js/index.js";

export function saving(text: string): string {
  try {
    const result: Result = Appraisal.load(text).run().toObject();
    const option = result.options[0];
    return option?.views[0]?.saving_total ?? "";
  } catch (error) {
    if (error instanceof AppraisalError) return error.problems.map((problem) => problem.address).join();
    throw error;
  }
}

// @ts-expect-error a question is a text
Appraisal.load(3);

import { Appraisal as Full, Simulation, simulateInWorker, type Progress } from "../js/uncertainty.js";

export async function likely(text: string, signal: AbortSignal): Promise<number | undefined> {
  const here: Simulation = Full.load(text).replace({ "service.premises.energy": 9_000 }).simulate({ draws: 10, seed: 2n });
  const draws: Float64Array = here.draws("service.premises.energy");
  const there = await simulateInWorker(text, { draws: 1_000_000, sampling: "sobol" }, {
    signal,
    onProgress: ({ draws, asked }: Progress) => draws < asked / 2,
  });
  return there.toObject().ranking?.options[0]?.best.share ?? draws[0];
}

export const nearest = (text: string): string | undefined =>
  Full.load(text).switchingValues({ options: ["a", "b"], measure: "net_present_cost.kcc" }).toObject().inputs[0]?.sentence;

// @ts-expect-error an answer needs a value or two options
Full.load("").switchingValues({ measure: "net_present_cost.kcc" });
// @ts-expect-error draws are always asked for
Full.load("").simulate({ seed: 1 });
// @ts-expect-error there are three ways of sampling
Full.load("").simulate({ draws: 1, sampling: "sobel" });
// @ts-expect-error the module of appraisals alone does not simulate
Appraisal.load("").simulate({ draws: 1 });

export function pictured(text: string): readonly string[] {
  const appraisal = Full.load(text);
  const cost = appraisal.run().picture("cost_by_year", { view: "public_sector" });
  const tornado = appraisal.tornado({ measure: "m" }).picture();
  const fan = appraisal.simulate({ draws: 10 }).picture("fan", { measure: "m" });
  return [cost, tornado, fan].map(({ title, spec, table }) => `${title}${JSON.stringify(spec)}${table.rows.length}`);
}

// @ts-expect-error a fan is drawn from draws
Full.load("").run().picture("fan");

import { Appraisal as Office } from "../js/office.js";

// @ts-expect-error the module that draws makes no report
Full.load("").membersReport();

export const forMembers = (text: string, svg: string): string => {
  const report = Office.load(text).membersReport({ date: "27 November 2026", svg: { cost_by_year: svg } });
  return report.toHtml() + report.toMarkdown() + report.figures.map(({ id, spec }) => `${id}${JSON.stringify(spec)}`).join();
};

import { Sheet, SheetOutcome, type SheetInput } from "../js/sheet.js";

export function moved(text: string): string | null {
  const sheet = Sheet.open(text);
  const uncertain: SheetInput[] = sheet.inputs.filter(({ low }) => low !== undefined);
  const outcome: SheetOutcome = sheet.replace({ [uncertain[0]?.address ?? ""]: uncertain[0]?.high ?? 0 }).run();
  const cost = outcome.table.cases[0]?.measures[0];
  return outcome.value(cost?.rows[0] ?? "", sheet.years[0]) ?? cost?.values[0] ?? null;
}

// @ts-expect-error a sheet is opened, and not made
new Sheet();
// @ts-expect-error a sheet does not read questions
Sheet.load("");

import { OptionsAppraisalElement } from "../js/element.js";

export function watched(page: Document): void {
  const element = page.querySelector("options-appraisal");
  if (!element) return;
  element.src = "sandgate.toml";
  element.inputs = "service.premises.energy";
  element.explain = true;
  element.question = null;
  element.addEventListener("result", ({ detail: { outcome, result } }) => outcome.json.length + result.options.length);
  element.addEventListener("change", ({ detail: { values } }) => values["service.premises.energy"]?.length);
  element.addEventListener("error", ({ detail: { problems } }) => problems.map(({ address }) => address));
  element.addEventListener("focus", ({ relatedTarget }) => relatedTarget);
  element.replace({ "service.premises.energy": 9_000 });
  Appraisal.load("").run().free();
  const title: string | undefined = element.appraisal?.title;
  const made: OptionsAppraisalElement = page.createElement("options-appraisal");
  made.title = title ?? "";
  // @ts-expect-error an outcome is not put in
  element.outcome = null;
}
