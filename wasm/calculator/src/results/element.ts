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

/** What is wider than the screen scrolls in its own place, and can be scrolled from the keyboard. */
export const scrolled = (label: string, ...children: readonly Node[]): HTMLElement =>
  element("div", { class: "app-scroll", role: "region", "aria-label": label, tabindex: "0" }, ...children);
