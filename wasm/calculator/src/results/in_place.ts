// Something new above what is read, which stays where it is on the screen.

/** Most browsers keep the place by themselves; in Safari it is kept here. What is still below the screen may move. */
export function inPlace(read: HTMLElement, change: () => void): void {
  if (CSS.supports("overflow-anchor", "auto")) {
    change();
    return;
  }
  const before = read.getBoundingClientRect().top;
  change();
  if (before < innerHeight) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
}
