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
    showLatest(pane(name));
  }

  /**
   * @param {Pane} name
   * @param {HTMLElement} message
   * @param {{ announce?: string, id?: number }} [options] `id` of a message that arrived, which may be unread
   */
  function add(name, message, { announce, id } = {}) {
    const target = pane(name);
    target.querySelector('.empty')?.remove();
    target.append(message);
    if (id !== undefined) target.dataset.latest = String(id);
    if (name === shown) {
      markSeen(name);
      showLatest(target);
    } else if (id !== undefined && id > seenUpTo(name)) {
      addUnread(name);
    }
    if (announce && (id === undefined || id > seenUpTo(name) || name === shown)) announcement.textContent = announce;
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

/** @param {HTMLElement} target */
function showLatest(target) {
  target.lastElementChild?.scrollIntoView({ block: 'start' });
}
