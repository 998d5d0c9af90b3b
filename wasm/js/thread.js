// A worker as browsers have it and one as Node has it, with one face.

/** Starts a worker. It is heard until it ends; once it has died, nothing is heard of it any more. */
export function start(heard, died) {
  return typeof Worker === "function" ? inBrowser(heard, died) : inNode(heard, died);
}

function inBrowser(heard, died) {
  // Written out in full, as bundlers look for it.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onmessageerror = () => died(new Error("what the worker sent could not be read"));
  worker.onerror = (event) => died(event.error ?? new Error(event.message || "the worker could not be started"));
  return {
    post: (message) => worker.postMessage(message),
    // A page does not wait for its workers when it is closed.
    hold() {},
    release() {},
    end: () => worker.terminate(),
  };
}

function inNode(heard, died) {
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  // A worker takes the flags of its process over, and a file is none of the scripts that come by --eval.
  const execArgv = process.execArgv.some((flag) => flag.startsWith("--input-type")) ? [] : undefined;
  const worker = new Thread(new URL("./worker.js", import.meta.url), { execArgv });
  worker.on("message", heard);
  worker.on("messageerror", died);
  worker.on("error", died);
  // Whatever ended it: where it was an error, that has been told already.
  worker.on("exit", (code) => died(new Error(`the worker ended with code ${code}`)));
  return {
    post: (message) => worker.postMessage(message),
    // A process of Node goes on as long as a worker is held.
    hold: () => worker.ref(),
    release: () => worker.unref(),
    end: () => void worker.terminate(),
  };
}
