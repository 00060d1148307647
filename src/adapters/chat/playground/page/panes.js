// @ts-check

/** @typedef {'you' | 'support' | 'direct'} Pane */

/** @type {Pane[]} */
const names = ['you', 'support', 'direct'];
const announcement = /** @type {HTMLElement} */ (document.querySelector('#announcement'));

/** @param {string} conversation @returns {Pane} where a conversation is shown */
export function paneOf(conversation) {
  if (conversation === 'you') return 'you';
  return conversation.startsWith('dm:') ? 'direct' : 'support';
}

/** The three conversations, one shown at a time, with a count of what was not seen in the others. */
export function panes() {
  /** @type {Pane} */
  let shown = 'you';

  /** @param {Pane} name */
  function open(name) {
    shown = name;
    for (const one of names) {
      pane(one).hidden = one !== name;
      tab(one).setAttribute('aria-selected', String(one === name));
      tab(one).tabIndex = one === name ? 0 : -1;
    }
    markSeen(name);
    showLatest(name);
  }

  /**
   * @param {Pane} name
   * @param {HTMLElement} message
   * @param {{ id?: number, announce?: string, replaces?: HTMLElement }} [options] `id` of a message that arrived, which may
   * be unread; `announce` is read out unless it was seen on an earlier visit
   */
  function add(name, message, { id, announce, replaces } = {}) {
    const isNew = id === undefined || id > seenUpTo(name);
    place(name, message, replaces);
    if (id !== undefined) pane(name).dataset.latest = String(id);
    if (name === shown) {
      markSeen(name);
      showLatest(name);
    } else if (isNew) {
      addUnread(name);
    }
    if (announce && isNew) announcement.textContent = announce;
  }

  for (const name of names) tab(name).addEventListener('click', () => open(name));
  document.querySelector('[role=tablist]')?.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[/** @type {KeyboardEvent} */ (event).key];
    if (!step) return;
    const next = names[(names.indexOf(shown) + step + names.length) % names.length] ?? 'you';
    open(next);
    tab(next).focus();
  });

  return { open, add };
}

/** @param {Pane} name */
function pane(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`#pane-${name}`));
}

/** @param {Pane} name */
function tab(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`#tab-${name}`));
}

/** @param {Pane} name */
function unreadMark(name) {
  return /** @type {HTMLElement} */ (tab(name).querySelector('.unread'));
}

/** @param {Pane} name */
function addUnread(name) {
  const mark = unreadMark(name);
  const count = Number(mark.dataset.count ?? 0) + 1;
  mark.dataset.count = String(count);
  mark.textContent = `${count} new`;
  mark.hidden = false;
}

/** @param {Pane} name */
function markSeen(name) {
  const { latest } = pane(name).dataset;
  if (latest) localStorage.setItem(`seen-${name}`, latest);
  const mark = unreadMark(name);
  delete mark.dataset.count;
  mark.hidden = true;
}

/** @param {Pane} name @returns {number} the id of the last message seen there, on an earlier visit too */
function seenUpTo(name) {
  return Number(localStorage.getItem(`seen-${name}`) ?? 0);
}

/** @param {Pane} name */
function showLatest(name) {
  pane(name).lastElementChild?.scrollIntoView({ block: 'start' });
}

/** @param {Pane} name @param {HTMLElement} message @param {HTMLElement} [replaces] */
function place(name, message, replaces) {
  pane(name).querySelector('.empty')?.remove();
  if (replaces) replaces.replaceWith(message);
  else pane(name).append(message);
}
