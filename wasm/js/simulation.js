// The result of a simulation, wherever it was worked out.
import { AppraisalError, Shown, call, native, refuse } from "./appraisal.js";

/** What draws come to. They are numbers in floating point to begin with: nothing is lost. */
export class Drawn extends Shown {
  toObject() {
    return JSON.parse(this.json);
  }
}

export class Simulation extends Drawn {
  get addresses() {
    return native(this).addresses();
  }

  draws(address) {
    return call(() => native(this).draws(String(address)));
  }
}

/** What is left of a result once it has come from a worker. */
export class Sent {
  #parts;

  constructor(parts) {
    this.#parts = parts;
  }

  json() {
    return this.#parts.json;
  }

  html() {
    return this.#parts.html;
  }

  text() {
    return this.#parts.text;
  }

  pictures() {
    return this.#parts.names;
  }

  picture(name, asked) {
    const { names, pictures } = this.#parts;
    if (!names.includes(name)) throw refuse(`there is no picture "${name}"`, `one of ${names.join(", ")}`);
    const picture = pictures.find((each) => each.name === name && each.asked === asked);
    if (!picture) {
      throw refuse("a result from a worker has its pictures without settings, and those that the call asked for",
        "no settings, settings that were among the `pictures` of the call, or a run in the page");
    }
    if (picture.problems) throw new AppraisalError(picture.problems);
    return { json: () => picture.json, html: () => picture.html, text: () => picture.text };
  }

  addresses() {
    return [...this.#parts.draws.keys()];
  }

  draws(address) {
    const draws = this.#parts.draws.get(address);
    if (draws) return draws;
    throw new AppraisalError([this.addresses().length
      ? { address, message: "no draws were kept of it", accepted: "one of the addresses of the result" }
      : { address: "simulation.keep_draws", message: "no raw draws were kept", accepted: "a run with keep_draws = true" }]);
  }
}
