// @ts-check
import { composer } from './composer.js';
import { listen } from './listen.js';
import { awaitedMessage, errorMessage, fromDeskpulse, fromYou } from './message.js';
import { panes, paneOf } from './panes.js';

const connection = /** @type {HTMLElement} */ (document.querySelector('#connection'));

const { add, open } = panes();
const { send } = composer(ask);

/** @param {string} text @param {string} as an e-mail, or nothing for the owner */
async function ask(text, as) {
  open('you');
  add('you', fromYou(text, as));
  const awaited = awaitedMessage();
  add('you', awaited);
  const answer = await post({ text, as });
  const message =
    'error' in answer ? errorMessage(answer.error) : fromDeskpulse(answer, { note: noteOf(answer), press });
  add('you', message, { replaces: awaited, announce: answer.error ?? answer.summary });
}

/** @param {{ isPublic: boolean }} answer */
function noteOf({ isPublic }) {
  return isPublic ? 'Everyone in the channel would see this' : 'Only you can see this';
}

/** @param {string} command a button's command: as if typed by whoever presses it */
function press(command) {
  return send(`/kpi ${command}`);
}

/** @param {{ text: string, as: string }} question @returns {Promise<any>} the answer, or what went wrong as `error` */
async function post(question) {
  try {
    const response = await fetch('/playground/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
    return await response.json();
  } catch (error) {
    return { error: `Deskpulse did not answer; is it still running? (${String(error)})` };
  }
}

listen({
  message(message) {
    const pane = paneOf(message.conversation);
    const note = { you: '', support: `to #${message.conversation}`, direct: `to ${message.conversation.slice(3)}` }[
      pane
    ];
    add(pane, fromDeskpulse(message, { note, press, at: new Date(message.id) }), {
      announce: message.summary,
      id: message.id,
    });
  },
  state(state) {
    connection.dataset.state = state;
    connection.textContent = { open: 'Live', lost: 'Connection lost, trying again …' }[state];
  },
});
