import { json, type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Log } from '../../../log.ts';
import { openRecent } from '../recent.ts';
import { activity, tenantOf, type Activity } from './activity.ts';
import type { Authenticate } from './authentication.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { isInside } from './tenants.ts';
import type { TeamsSettings } from './settings.ts';

export interface Receiver {
  readonly authenticate: Authenticate;
  /** Gets each activity once, after its request was acknowledged. */
  readonly take: (activity: Activity) => void;
}

interface Tools {
  readonly settings: TeamsSettings;
  readonly log: Log;
  /** Undefined while nobody is there to answer. */
  readonly receiver: () => Receiver | undefined;
}

/** The HTTP status to answer with, and with a 200 what is to be dealt with. */
interface Ruling {
  readonly status: number;
  readonly accepted?: Activity;
}

/**
 * POST /api/messages: 401 for whoever is not Teams, 403 for a service address or tenant we do not trust, 400 for what
 * is not an activity, 503 while nobody answers, and else 200 at once, whatever the answer will take.
 */
export function mountMessages(web: Express, { settings, log, receiver }: Tools): void {
  // Teams delivers again what was not acknowledged in time.
  const seen = openRecent<true>({ most: 2000, seconds: 3600 });

  function isFirst(delivery: string): boolean {
    const isNew = seen.get(delivery) === undefined;
    if (isNew) seen.set(delivery, true);
    return isNew;
  }

  async function rule(body: unknown, { authenticate }: Receiver, authorization: string): Promise<Ruling> {
    if (typeof body !== 'object' || body === null) return { status: 400 };
    const verdict = await authenticate(body, authorization);
    if (verdict === 'unknown') log.error('teams signing keys could not be read');
    if (verdict !== 'genuine') return { status: verdict === 'forged' ? 401 : 503 };

    const { data } = activity.safeParse(body);
    if (!data) return { status: 400 };
    if (!isTrusted(data, settings)) {
      log.warn(
        { serviceUrl: data.serviceUrl, tenant: tenantOf(data) },
        'teams request from an untrusted service or tenant refused: see teams.tenants',
      );
      return { status: 403 };
    }
    // An invoke expects content in return; nothing of ours asks for one.
    return data.type === 'invoke' ? { status: 501 } : { status: 200, accepted: data };
  }

  const receive: RequestHandler = (request, response, next) => {
    const current = receiver();
    if (!current) {
      response.sendStatus(503);
      return;
    }
    rule(request.body, current, request.headers.authorization ?? '').then(({ status, accepted }) => {
      // Disposing waits for what was taken, so nothing may be taken after.
      const isOver = receiver() === undefined;
      response.sendStatus(isOver ? 503 : status);
      if (!isOver && accepted && isFirst(deliveryOf(accepted))) current.take(accepted);
    }, next);
  };

  web.post('/api/messages', refuseUnsigned, json({ limit: '1mb' }), receive, refuseUnreadable);
}

/** Before the body is read: a stranger's is not worth it. */
const refuseUnsigned: RequestHandler = (request, response, next) => {
  if (request.headers.authorization) next();
  else response.sendStatus(401);
};

const refuseUnreadable: ErrorRequestHandler = (error: { status?: unknown }, _request, response, next) => {
  if (response.headersSent || typeof error.status !== 'number') next(error);
  else response.sendStatus(error.status);
};

function isTrusted(activity: Activity, settings: TeamsSettings): boolean {
  if (activity.channelId !== 'msteams') return false;
  if (!isInside(tenantOf(activity), settings)) return false;
  return isAllowedServiceUrl(activity.serviceUrl, settings);
}

/** Activities without an id of their own are taken each time. */
function deliveryOf({ type, id, conversation }: Activity): string {
  return `${type} ${conversation.id} ${id ?? crypto.randomUUID()}`;
}
