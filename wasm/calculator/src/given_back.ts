// What the memory of the core holds is given back by whoever holds it: the browser does not see how large it is, and would
// leave it for long.
interface Held {
  free(): void;
}

/** What is made of something that is of no use afterwards: its memory is given back. */
export function using<H extends Held, T>(held: H, make: (held: H) => T): T {
  try {
    return make(held);
  } finally {
    held.free();
  }
}

/** What is in use for longer. */
export class InUse {
  #held = new Set<Held>();

  /** From now on this is in use. */
  with<H extends Held>(held: H): H {
    this.#held.add(held);
    return held;
  }

  /** Only these are in use from now on: the others give their memory back. */
  only(...kept: readonly Held[]): void {
    for (const held of this.#held) if (!kept.includes(held)) held.free();
    this.#held = new Set(kept);
  }
}
