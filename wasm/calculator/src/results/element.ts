// What the results are put together from.
import { element } from "../element";

/** Words for whoever hears the page and does not see it. */
export const heard = (text: string): HTMLElement => element("span", { class: "govuk-visually-hidden" }, text);

/** A part that opens with a click, in the form of the design system. */
export function details(summary: string, ...children: readonly (Node | string)[]): HTMLDetailsElement {
  return element("details", { class: "govuk-details" },
    element("summary", { class: "govuk-details__summary" },
      element("span", { class: "govuk-details__summary-text" }, summary)),
    element("div", { class: "govuk-details__text" }, ...children));
}

/** A link to another site, which learns nothing of this page; an address that is none of the web is text. */
export function outside(address: string, text = address): Node {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(text);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return document.createTextNode(text);
  return element("a", { class: "govuk-link", href: url.href, rel: "noopener noreferrer", target: "_blank" },
    text, heard(" (opens in a new tab)"));
}

const looks = new WeakMap<Element, () => void>();
const sizes = new ResizeObserver((changed) => { for (const { target } of changed) looks.get(target)?.(); });

/** What was put into such a place later on can make it scroll, too. */
export function putInto(place: HTMLElement, ...inside: readonly Element[]): void {
  const look = looks.get(place);
  if (look === undefined) return;
  for (const seen of inside) {
    looks.set(seen, look);
    sizes.observe(seen);
  }
}

/**
 * What is wider than the screen scrolls in its own place, and can be scrolled from the keyboard. Where it does, words above it
 * say so, and a shadow lies on the side on which there is more.
 */
export function scrolled(label: string, words: string, ...children: readonly Node[]): HTMLElement {
  const box = element("div", { class: "app-scroll", role: "region", "aria-label": label, tabindex: "0" }, ...children);
  const hint = element("p", { class: "govuk-hint app-wide__hint", hidden: true }, words);
  const edges = element("div", { class: "app-wide__edges" }, box);
  const place = element("div", { class: "app-wide" }, hint, edges);
  const look = () => {
    const { scrollLeft, clientWidth, scrollWidth } = box;
    hint.hidden = scrollWidth <= clientWidth + 1;
    edges.classList.toggle("app-wide__edges--before", scrollLeft > 1);
    edges.classList.toggle("app-wide__edges--after", scrollLeft + clientWidth < scrollWidth - 1);
  };
  box.addEventListener("scroll", look, { passive: true });
  looks.set(place, look);
  putInto(place, box, ...box.children);
  return place;
}
