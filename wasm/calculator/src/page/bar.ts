// The sentence at the bottom of a narrow page: it goes while the results are in sight, which say the same at their top.
export function goWhileInSight(bar: HTMLElement, results: HTMLElement): void {
  // Not with their first line: what they say first is a little below it.
  new IntersectionObserver((entries) => { bar.hidden = entries.at(-1)?.isIntersecting ?? false; }, { rootMargin: "0px 0px -35% 0px" })
    .observe(results);
}
