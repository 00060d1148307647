/** Preloaded into the program: what its connectors sleep takes no time. A request has less of it than it is given else. */
import { setImmediate as turn } from 'node:timers/promises';
import { systemClock, type Clock } from '../src/adapters/helpdesk/clock.ts';

let slept = 0;

const fastClock: Clock = {
  now: () => Date.now() + slept,
  async sleep(ms, signal) {
    signal.throwIfAborted();
    slept += ms;
    await turn();
  },
  deadline: () => AbortSignal.timeout(45_000),
};

Object.assign(systemClock, fastClock);
