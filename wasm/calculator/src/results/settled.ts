// What is done once nothing has changed for a while.

export interface Settled {
  /** Something changed: whatever waits begins to wait anew. */
  touch(): void;
  forget(): void;
}

export function settled(milliseconds: number, then: () => void): Settled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    touch() {
      forget();
      timer = setTimeout(() => {
        timer = undefined;
        then();
      }, milliseconds);
    },
    forget,
  };
}
