// Elements of the page. What is put in is attributes and text, never markup.

type Settings = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes; an attribute that is `true` is there without a value, one that is `false` is not there. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  settings: Settings = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

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
