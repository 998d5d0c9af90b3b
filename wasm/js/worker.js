// The worker: it works a simulation out in stretches, and looks between them whether it is to stop.
const inNode = typeof self === "undefined";
const port = inNode ? process.getBuiltinModule("node:worker_threads").parentPort : self;

// Messages that come before the module is there wait in a list.
let asked;
let stopped = false;
let wake;
const hear = (message) => {
  if (message.stop) stopped = true;
  else asked = message;
  wake?.();
};
if (inNode) port.on("message", hear);
else port.onmessage = ({ data }) => hear(data);

const [{ Appraisal }, { AppraisalError }] = await Promise.all([import("./drawing.js"), import("./appraisal.js")]);

// A turn of the event loop, in which a message may come. A timer would wait for some milliseconds.
const channel = new MessageChannel();
const turn = () => new Promise((next) => {
  channel.port1.onmessage = next;
  channel.port2.postMessage(null);
});

const STRETCH = 20;

async function simulate({ text, asked }) {
  const run = Appraisal.load(text).simulation(JSON.parse(asked));
  for (let last = performance.now(); run.advance() && !stopped;) {
    if (performance.now() - last < STRETCH) continue;
    port.postMessage({ progress: run.progress });
    await turn();
    last = performance.now();
  }
  port.postMessage({ progress: run.progress });
  const simulation = run.finish();
  const draws = new Map(simulation.addresses.map((address) => [address, simulation.draws(address)]));
  const { json, html, text: shown } = simulation;
  port.postMessage({ result: { json, html, text: shown, draws } }, [...draws.values()].map(({ buffer }) => buffer));
}

if (!asked) await new Promise((resolve) => { wake = resolve; });
try {
  await simulate(asked);
} catch (error) {
  port.postMessage(error instanceof AppraisalError ? { problems: error.problems } : { error: String(error) });
}
