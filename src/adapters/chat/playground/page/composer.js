// @ts-check

const examples = [
  '/kpi csat last-week',
  '/kpi frt by channel last week',
  '/kpi top last week',
  '/kpi backlog',
  '/kpi risk',
  '/kpi help',
];

/**
 * The line where questions are typed: examples to pick from, and what was asked before on the up arrow.
 * @param {(text: string, as: string) => Promise<void>} ask
 */
export function composer(ask) {
  const form = /** @type {HTMLFormElement} */ (document.querySelector('#composer'));
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#question'));
  const as = /** @type {HTMLInputElement} */ (document.querySelector('#as'));
  /** @type {string[]} */
  const asked = [];
  let position = 0;

  /** @param {string} text */
  function send(text) {
    if (asked.at(-1) !== text) asked.push(text);
    position = asked.length;
    return ask(text, as.value.trim());
  }

  /** @param {string} text */
  function put(text) {
    input.value = text;
    input.focus();
    input.setSelectionRange(text.length, text.length);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    void send(text);
  });

  input.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || asked.length === 0) return;
    event.preventDefault();
    position = Math.min(Math.max(position + step, 0), asked.length);
    put(asked[position] ?? '');
  });

  document.querySelector('#examples')?.append(...examples.map((example) => exampleButton(example, put)));
  return { send };
}

/** @param {string} example @param {(text: string) => void} put */
function exampleButton(example, put) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = example;
  button.addEventListener('click', () => put(example));
  return button;
}
