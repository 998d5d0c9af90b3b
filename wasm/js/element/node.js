// Nodes of a page. What a user wrote goes in as text: nothing here reads markup.

/** An element with attributes and children. `true` sets an attribute without a value; false and undefined leave it out. */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
