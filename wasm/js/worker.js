// The worker: it works one simulation out after another, in stretches, and looks between them whether it is to stop.
import { AppraisalError } from "./appraisal.js";
import { simulated } from "./sending.js";

const inNode = typeof self === "undefined";
const port = inNode ? process.getBuiltinModule("node:worker_threads").parentPort : self;

// Heard from the first moment on: what comes before the module is there waits for it. The next simulation comes only once
// there is an answer to the one before, and what was said about that one is then of no meaning.
let latest;
let stopped = false;
const hear = (message) => {
  stopped = message.stop === true;
  if (stopped) return;
  latest = message;
  void answer(message);
};
if (inNode) port.on("message", hear);
else port.onmessage = ({ data }) => hear(data);

const loading = import("./drawing.js");
// Told to whoever asks.
loading.catch(() => {});

// A turn of the event loop, in which a message may come. A timer would wait for some milliseconds, and a channel of Node
// goes on to its own next message a thousand times before any other has its turn.
const channel = inNode ? undefined : new MessageChannel();
channel?.port1.start();
const turn = () => new Promise((next) => {
  if (inNode) return setImmediate(next);
  // Somebody else may be waiting for a turn as well.
  channel.port1.addEventListener("message", next, { once: true });
  channel.port2.postMessage(null);
});

const STRETCH = 20;

async function answer(message) {
  let module;
  const say = (words, moved = []) => port.postMessage({ ...words, memory: module?.memory.buffer.byteLength }, moved);
  try {
    module = await loading;
    let [progress, last] = [undefined, performance.now()];
    const result = await simulated(module.Appraisal, message, async (now) => {
      progress = now;
      if (performance.now() - last < STRETCH) return !stopped;
      port.postMessage({ progress });
      await turn();
      last = performance.now();
      return !stopped;
    });
    port.postMessage({ progress });
    say({ result }, [...result.draws.values()].map(({ buffer }) => buffer));
    await practise(module.Appraisal, message);
  } catch (error) {
    say(error instanceof AppraisalError ? { problems: error.problems } : { error: String(error) });
  }
}

// An engine compiles a second time, on threads of its own, what has run often. Until it is through, a call shares the
// processors with that, and takes up to twice as long on two of them. A worker that has begun and has nothing to do
// practises: it repeats the run, with few draws and never for long, until somebody asks. Times are in milliseconds; calls in
// a row leave no such pause.
const PAUSE = 250;
const LONGEST = 1_000;
const DRAWS = 10_000;
const ENOUGH = 8;
let runs = 0;

async function practise(Appraisal, message) {
  const { text, asked } = message;
  const undisturbed = () => latest === message;
  runs += 1;
  if (runs >= ENOUGH) return;
  await new Promise((later) => { setTimeout(later, PAUSE); });
  const until = performance.now() + LONGEST;
  const few = { text, asked: JSON.stringify({ ...JSON.parse(asked), draws: DRAWS, keep_draws: false }), pictures: [] };
  while (runs < ENOUGH && undisturbed() && performance.now() < until) {
    runs += 1;
    await simulated(Appraisal, few, async () => {
      await turn();
      return undisturbed() && performance.now() < until;
    });
  }
}
