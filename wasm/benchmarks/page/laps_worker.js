// A worker that does what the package's worker does, and says where the time went.
import { native } from "../../js/appraisal.js";
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
  for (const name of simulation.pictures) draw(simulation, name);
  lap("pictures");
  simulation.free();
  appraisal.free();
  lap("freed");
  return { times, json, html, shown };
}

function draw(simulation, name) {
  try {
    const picture = simulation.picture(name);
    const parts = [picture.json, picture.html, picture.text];
    native(picture).free();
    return parts;
  } catch {
    // A fan needs a row by year, which is not simulated.
    return undefined;
  }
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
