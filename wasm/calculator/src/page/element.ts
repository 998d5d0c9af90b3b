// Elements of the page. Whatever a user wrote goes in as text, and never as markup.

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

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
