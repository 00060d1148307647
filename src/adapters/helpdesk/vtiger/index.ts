import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { passingFailureIn } from './answer.ts';
import { largestPage, openApi } from './api.ts';
import { check } from './check.ts';
import { openCloud } from './cloud.ts';
import type { Call } from './dialect.ts';
import { editions } from './edition.ts';
import { openNames } from './names.ts';
import { openOpenSource } from './open-source.ts';
import { pull } from './pull.ts';
import { readTicket } from './read-ticket.ts';
import type { VtigerSettings } from './settings.ts';
import type { Tools } from './stream.ts';

/** One Vtiger, in the Cloud or hosted by oneself, read as one of its users. */
export function openVtiger(
  settings: VtigerSettings,
  { log, clock = systemClock, pageSize = largestPage }: { log: Log; clock?: Clock; pageSize?: number },
): Helpdesk {
  const { name } = settings;
  const service = `Vtiger (${name})`;
  const edition = editions[settings.edition];
  const open = settings.edition === 'cloud' ? openCloud : openOpenSource;
  const dialect = open(settings, {
    service,
    origin: new URL(settings.url).origin,
    advice: {
      unauthorized: `Check the username and the access_key of the desk "${name}".`,
      forbidden: `Let the user of the desk "${name}" use the web service.`,
    },
    failureIn: (json, path) => passingFailureIn(json, { service, operation: path, desk: name }),
    log,
    clock,
  });
  const api = openApi(dialect, { service, desk: name, clock, pageSize });

  async function openTools(call: Call): Promise<Tools> {
    return { settings, edition, service, api, names: await openNames(api, call), log, call };
  }

  return {
    name,
    kind: 'vtiger',
    pull: (cursor, signal) => pull(cursor, { desk: name, open: () => openTools({ signal }), signal }),
    check: () => check({ settings, edition, api, service, clock }),
    readTicket: async (id, signal) => readTicket(id, await openTools({ signal, isUrgent: true })),
  };
}
