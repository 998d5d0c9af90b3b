// What a page waits for before its first result. This file loads nothing by itself.

const clock = () => {
  const times = {};
  const begun = performance.now();
  let last = begun;
  return {
    times,
    lap(name) {
      const now = performance.now();
      times[name] = now - last;
      last = now;
    },
    whole() {
      times.whole = performance.now() - begun;
    },
  };
};

/** One step after the other, which nobody's page does: to see where the time goes. */
export async function steps({ folder }) {
  const { default: init } = await import(`${folder}/options_appraisal.js`);
  const { times, lap } = clock();
  const bytes = await (await fetch(`${folder}/options_appraisal_bg.wasm`)).arrayBuffer();
  lap("fetch");
  const module = await WebAssembly.compile(bytes);
  lap("compile");
  await init({ module_or_path: module });
  lap("instantiate");
  return times;
}

/** As a page does it: the module is compiled while it comes. */
export async function page({ entry, text }) {
  const { times, lap, whole } = clock();
  const { Appraisal } = await import(entry);
  lap("imported");
  const appraisal = Appraisal.load(text);
  lap("load");
  const outcome = appraisal.run();
  lap("run");
  const table = outcome.html;
  lap("table");
  whole();
  return { ...times, shown: table, json: outcome.json };
}
