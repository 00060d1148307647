// @ts-check

/**
 * A place for a drawing with styles of its own: neither the page's styles nor the ids in a drawing meet another one's.
 * @param {string} className
 * @param {readonly CSSStyleSheet[]} sheets
 */
export function shadow(className, sheets) {
  const host = document.createElement('div');
  host.className = className;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...sheets];
  return { host, root };
}

/** @param {string} path */
export async function styleSheet(path) {
  const response = await fetch(path);
  return new CSSStyleSheet().replace(await response.text());
}

/**
 * Opens links beside the page, and tells the other site nothing of it.
 * @param {ShadowRoot} root
 */
export function openLinksOutside(root) {
  for (const link of root.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
}
