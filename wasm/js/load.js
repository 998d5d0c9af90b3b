// Loads a wasm module, once: compiled while it comes in a browser, read from its file in Node. Node is asked for its own
// modules at run time, so that a bundler for browsers finds nothing to resolve.
export async function load({ default: init, initSync }, url) {
  if (url.protocol === "file:" && globalThis.process?.getBuiltinModule) {
    initSync({ module: process.getBuiltinModule("node:fs").readFileSync(url) });
  } else {
    await init({ module_or_path: url });
  }
}
