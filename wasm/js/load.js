// Loads a wasm module, in a browser and in Node.
export async function load({ default: init, initSync }, url) {
  if (url.protocol === "file:") {
    const { readFileSync } = await import("node:fs");
    initSync({ module: readFileSync(url) });
  } else {
    await init({ module_or_path: url });
  }
}
