// @ts-check

const toggle = /** @type {HTMLInputElement} */ (document.querySelector('#show-json'));

/** What fills or empties each view on the page. @type {(() => void)[]} */
const views = [];
toggle.addEventListener('change', () => views.forEach((update) => update()));

/**
 * What a platform receives, written out only while the toggle is on.
 * @param {string} platform
 * @param {object} payload
 */
export function jsonView(platform, payload) {
  const element = document.createElement('pre');
  element.className = 'json';
  element.tabIndex = 0;
  element.setAttribute('aria-label', `JSON for ${platform}`);
  const update = () => {
    element.hidden = !toggle.checked;
    element.textContent = toggle.checked ? JSON.stringify(payload, null, 2) : '';
  };
  views.push(update);
  update();
  return element;
}
