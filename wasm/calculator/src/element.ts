// Elements of the page. Whatever a user wrote goes in as text, and never as markup.

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes; an attribute that is `true` is there without a value, one that is `false` is not there. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
