// Makes elements. Texts are always texts, never markup.

/** An element with attributes (functions are listeners) and children; what is empty is left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Copies a text, also where the browser gives no clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make('textarea', { readonly: true, class: 'away' });
    field.value = text;
    document.documentElement.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
