// The worker: it works one simulation out after another, in stretches, and looks between them whether it is to stop.
import { AppraisalError } from "./appraisal.js";
import { simulated } from "./sending.js";

const inNode = typeof self === "undefined";
const port = inNode ? process.getBuiltinModule("node:worker_threads").parentPort : self;

// Heard from the first moment on: what comes before the module is there waits for it. The next simulation comes only once
// there is an answer to the one before, and what was said about that one is then of no meaning.
let stopped = false;
const hear = (message) => {
  stopped = message.stop === true;
  if (!stopped) void answer(message);
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
  } catch (error) {
    say(error instanceof AppraisalError ? { problems: error.problems } : { error: String(error) });
  }
}
