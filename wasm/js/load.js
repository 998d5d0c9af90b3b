// Loads a wasm module, once: compiled while it comes in a browser, read from its file in Node. Node is asked for its own
// modules at run time, so that a bundler for browsers finds nothing to resolve. Gives what the module exports, its memory too.
export async function load({ default: init, initSync }, url) {
  if (url.protocol === "file:" && globalThis.process?.getBuiltinModule) {
    return initSync({ module: process.getBuiltinModule("node:fs").readFileSync(url) });
  }
  return init({ module_or_path: url });
}
