// @ts-check

/**
 * Hears of what arrives. The browser reconnects by itself and names the last message it got; where it gives up (the
 * server answered with an error while starting) a new stream takes over from the same message.
 * @param {{ message: (message: any) => void, state: (state: 'open' | 'lost') => void }} on
 * @param {number} [after] id of the latest message already shown
 */
export function listen(on, after) {
  let latest = after;
  const source = new EventSource(latest === undefined ? '/playground/events' : `/playground/events?after=${latest}`);
  source.addEventListener('open', () => on.state('open'));
  source.addEventListener('message', (event) => {
    const message = JSON.parse(event.data);
    if (latest !== undefined && message.id <= latest) return;
    latest = message.id;
    on.message(message);
  });
  source.addEventListener('error', () => {
    on.state('lost');
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(on, latest), 1000);
  });
}
