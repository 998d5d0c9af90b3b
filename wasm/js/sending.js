// A simulation as a worker sends it: in plain parts, which leave nothing in the memory of the module.
import { AppraisalError, native } from "./appraisal.js";

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

function parts(simulation, wanted) {
  const { json, html, text, addresses, pictures: names } = simulation;
  const draws = new Map(addresses.map((address) => [address, simulation.draws(address)]));
  const plain = names.map((name) => ({ name, asked: "{}" }));
  const pictures = [...plain, ...wanted].map((picture) => pictured(simulation, picture));
  return { json, html, text, draws, names, pictures };
}

/**
 * Simulates for as long as `goesOn` says so, which is told the progress every few thousand draws. What the memory of the module
 * holds is given back: the garbage collector, which would do that in the end, does not know how large it is.
 */
export async function simulated(Appraisal, { text, asked, pictures }, goesOn) {
  const held = [];
  const hold = (object) => {
    held.push(object);
    return object;
  };
  try {
    const run = hold(hold(Appraisal.load(text)).simulation(JSON.parse(asked)));
    for (let more = true; more;) {
      more = run.advance();
      if (!await goesOn(run.progress)) break;
    }
    return parts(hold(run.finish()), pictures);
  } finally {
    for (const object of held.reverse()) object.free();
  }
}
