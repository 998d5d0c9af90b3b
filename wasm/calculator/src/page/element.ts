// What the page's own HTML has, and its buttons.
import { element } from "../element";

/** An element that the page's own HTML has. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element "${id}"`);
  return found;
}

export function button(label: string, action: () => void, kind = "govuk-button--secondary"): HTMLButtonElement {
  const made = element("button", { type: "button", class: `govuk-button ${kind}` }, label);
  made.addEventListener("click", action);
  return made;
}
