// @ts-check
import { jsonView } from './json.js';
import { slackView } from './slack.js';
import { teamsView } from './teams.js';

/**
 * One message as the server describes it.
 * @typedef {object} Shown
 * @property {string} summary
 * @property {{ html: string, payload: { text: string, blocks: any[] } }} slack
 * @property {{ payload: object }} teams
 */

/** @param {string} text @param {string} as */
export function fromYou(text, as) {
  return message('mine', as || 'You', paragraph('bubble', text));
}

/**
 * @param {Shown} shown
 * @param {{ note: string, at?: Date, press: (command: string) => void }} options
 */
export function fromDeskpulse(shown, { note, at, press }) {
  const views = document.createElement('div');
  views.className = 'views';
  views.append(
    view('Slack', slackView(shown.slack, press), shown.slack.payload),
    view('Teams', teamsView(shown.teams.payload, press), shown.teams.payload),
  );
  const element = message('theirs', 'Deskpulse', views, at);
  element.setAttribute('aria-label', shown.summary);
  if (note) element.querySelector('.by')?.append(span('note', note));
  return element;
}

/** @param {string} text */
export function errorMessage(text) {
  return message('theirs', 'Deskpulse', paragraph('failure', text));
}

/** Stands where an answer will. */
export function awaitedMessage() {
  const element = message('theirs', 'Deskpulse', paragraph('awaited', 'is looking …'));
  element.setAttribute('aria-busy', 'true');
  return element;
}

/** @param {'mine' | 'theirs'} side @param {string} name @param {HTMLElement} body */
function message(side, name, body, at = new Date()) {
  const element = document.createElement('article');
  element.className = `message ${side}`;
  const by = document.createElement('p');
  by.className = 'by';
  const time = document.createElement('time');
  time.dateTime = at.toISOString();
  time.textContent = timeOf(at);
  by.append(span('name', name), time);
  element.append(by, body);
  return element;
}

/** @param {string} platform @param {HTMLElement} drawing @param {object} payload */
function view(platform, drawing, payload) {
  const section = document.createElement('section');
  section.className = `view ${platform.toLowerCase()}`;
  section.setAttribute('aria-label', `As ${platform} shows it`);
  const title = document.createElement('h2');
  title.textContent = platform;
  section.append(title, drawing, jsonView(platform, payload));
  return section;
}

/** @param {string} name @param {string} text */
function paragraph(name, text) {
  const element = document.createElement('p');
  element.className = name;
  element.textContent = text;
  return element;
}

/** @param {string} name @param {string} text */
function span(name, text) {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

/** @param {Date} at */
function timeOf(at) {
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString('en-GB', { ...(isToday ? {} : { dateStyle: 'medium' }), timeStyle: 'short' });
}
