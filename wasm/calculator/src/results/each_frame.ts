// One update for each frame: the first at once, so that an event is answered in the frame in which it came; those that
// come before that frame is drawn are answered together, by the last of them, in the next.

export interface EachFrame {
  ask(): void;
  /** What waits is done now. */
  flush(): void;
  /** What waits is forgotten. */
  forget(): void;
}

export function eachFrame(
  update: () => void,
  nextFrame: (then: () => void) => void = (then) => { requestAnimationFrame(then); },
): EachFrame {
  let between = false;
  let waiting = false;
  const run = () => {
    waiting = false;
    if (!between) {
      between = true;
      nextFrame(() => {
        between = false;
        if (waiting) run();
      });
    }
    update();
  };
  return {
    ask() {
      if (between) waiting = true;
      else run();
    },
    flush() {
      if (waiting) run();
    },
    forget() {
      waiting = false;
    },
  };
}
