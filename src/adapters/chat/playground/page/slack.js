// @ts-check
import { openLinksOutside, shadow, styleSheet } from './shadow.js';

const sheets = await Promise.all([styleSheet('/playground/slack.css'), styleSheet('/playground/slack-view.css')]);
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Drawings on the page, which follow the colour scheme. */
const drawings = /** @type {HTMLElement[]} */ ([]);
prefersDark.addEventListener('change', () => drawings.forEach(followColourScheme));

/**
 * Slack's side of a message. The HTML is React's, made by the server.
 * @param {{ html: string, payload: { blocks: any[] } }} slack
 * @param {(command: string) => void} press
 */
export function slackView({ html, payload }, press) {
  const { host, root } = shadow('slack-drawing', sheets);
  root.innerHTML = html;
  const drawing = /** @type {HTMLElement} */ (root.firstElementChild);
  drawings.push(drawing);
  followColourScheme(drawing);
  openLinksOutside(root);
  const commands = payload.blocks.filter((block) => block.type === 'actions').flatMap((block) => block.elements);
  root.querySelectorAll('.slack_blocks_to_jsx__actions button').forEach((button, index) => {
    button.addEventListener('click', () => press(commands[index].value));
  });
  return host;
}

/** @param {HTMLElement} drawing */
function followColourScheme(drawing) {
  drawing.dataset.theme = prefersDark.matches ? 'dark' : 'light';
}
