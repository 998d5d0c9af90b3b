// The worker: it works one simulation out after another, in stretches, and looks between them whether it is to stop.
import { AppraisalError, native } from "./appraisal.js";

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
const turn = () => new Promise((next) => {
  if (inNode) return setImmediate(next);
  channel.port1.onmessage = next;
  channel.port2.postMessage(null);
});

const STRETCH = 20;

async function drawn(run) {
  for (let last = performance.now(); run.advance() && !stopped;) {
    if (performance.now() - last < STRETCH) continue;
    port.postMessage({ progress: run.progress });
    await turn();
    last = performance.now();
  }
  port.postMessage({ progress: run.progress });
  return run.finish();
}

// What a picture would need may not have been simulated: that is told in its place.
function pictured(simulation, { name, asked }) {
  try {
    const picture = simulation.picture(name, JSON.parse(asked));
    const { json, html, text } = picture;
    native(picture).free();
    return { name, asked, json, html, text };
  } catch (error) {
    if (error instanceof AppraisalError) return { name, asked, problems: error.problems };
    throw error;
  }
}

function taken(simulation, wanted) {
  const { json, html, text, addresses } = simulation;
  const names = simulation.pictures;
  const draws = new Map(addresses.map((address) => [address, simulation.draws(address)]));
  const plain = names.map((name) => ({ name, asked: "{}" }));
  const pictures = [...plain, ...wanted].map((picture) => pictured(simulation, picture));
  return { json, html, text, draws, names, pictures };
}

// All that the memory of the module holds is given back: the garbage collector, which would, does not know how large it is.
async function simulate({ Appraisal }, { text, asked, pictures }) {
  const held = [];
  const hold = (object) => {
    held.push(object);
    return object;
  };
  try {
    const run = hold(hold(Appraisal.load(text)).simulation(JSON.parse(asked)));
    return taken(hold(await drawn(run)), pictures);
  } finally {
    for (const object of held.reverse()) object.free();
  }
}

async function answer(message) {
  let module;
  const say = (answer, moved = []) => port.postMessage({ ...answer, memory: module?.memory.buffer.byteLength }, moved);
  try {
    module = await loading;
    const result = await simulate(module, message);
    say({ result }, [...result.draws.values()].map(({ buffer }) => buffer));
  } catch (error) {
    say(error instanceof AppraisalError ? { problems: error.problems } : { error: String(error) });
  }
}
