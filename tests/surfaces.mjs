// What JavaScript makes of files, for the comparison with Rust and Python: one line of JSON a file.
import { readFileSync } from "node:fs";

// The module with simulations: it has the published evidence, as Rust and Python do.
import { Appraisal, AppraisalError } from "../wasm/js/uncertainty.js";

function attempt(action) {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AppraisalError)) throw error;
    return { problems: error.problems };
  }
}

function shown(result) {
  const { json, html, text } = result;
  return { json, html, text };
}

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const line = attempt(() => {
    const appraisal = Appraisal.load(text);
    const outcome = appraisal.run();
    const simulations = ["random", "latin_hypercube", "sobol"].map((sampling) =>
      attempt(() => shown(appraisal.simulate({ draws: 2_000, sampling }))));
    const [first, second] = outcome.toObject().options;
    const measure = `net_present_cost.${first.views[0].id}`;
    const analyses = second === undefined ? [] : [
      () => appraisal.scenarios(),
      () => appraisal.reversion({}),
      () => appraisal.tornado({ measure: `options.${second.id}.${measure}` }),
      () => appraisal.drivers({ measure: `options.${second.id}.${measure}`, samples: 256 }),
      () => appraisal.valueOfInformation({ draws: 1_000 }),
      () => appraisal.savingsPath(),
      () => appraisal.delay({ option: second.id, months: 2 }),
      () => appraisal.parishAffordability({ option: second.id, limit_pounds: 10 }),
      () => appraisal.designTaper({ option: second.id, certainty: 0.9, draws: 200 }),
      () => appraisal.abortValue({ option: second.id, costs_of_ending: { return: 1_000 } }),
      () => appraisal.switchingValues({ options: [first.id, second.id], measure }),
    ].map((analysis) => attempt(() => shown(analysis())));
    return { json: outcome.json, html: outcome.html, simulations, analyses };
  });
  console.log(JSON.stringify({ file, ...line }));
}
