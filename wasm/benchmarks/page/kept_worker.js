// A worker that is kept: its module is there when a question comes. It gives what the package's worker gives, and says
// where the time went.
import { Appraisal } from "../../js/uncertainty.js";

const RUNS = 200;

function simulate({ text, options }) {
  const times = {};
  let last = performance.now();
  const lap = (name) => {
    const now = performance.now();
    times[name] = now - last;
    last = now;
  };
  const appraisal = Appraisal.load(text);
  lap("load");
  const run = appraisal.simulation(options);
  lap("setUp");
  while (run.advance());
  lap("draws");
  const simulation = run.finish();
  lap("percentiles");
  const { json, html, text: shown } = simulation;
  lap("written");
  return { times, result: { json, html, text: shown } };
}

/** How long each of many exact runs of the question takes. */
function exact({ text }) {
  const appraisal = Appraisal.load(text);
  return Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    appraisal.run();
    return performance.now() - begun;
  });
}

self.onmessage = ({ data }) => self.postMessage(data.exact ? exact(data) : simulate(data));
self.postMessage("ready");
