import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, instant, isSame, readBody } from '../kit/index.ts';
import { id } from './fields.ts';
import { nameOf } from './responses.ts';

const event = z.object({
  event_type: z.string(),
  object_id: id,
  event_datetime: instant,
  resources: z.object({ survey_id: id.nullish() }),
});

/** An event is sent again for a while when nobody took it; one much older is somebody's copy. */
const oldestSeconds = 86_400;
const aheadSeconds = 600;

/**
 * The responses that a webhook's event is about. It is signed over the body with the app's id, which it carries, and the
 * app's secret.
 */
export function readWebhook(
  request: WebhookRequest,
  { secret, now }: { secret: string; now: number },
): WebhookEvent | undefined {
  const key = `${headerOf(request, 'sm-apikey')}&${secret}`;
  const signature = createHmac('sha1', key).update(request.body).digest('base64');
  if (!isSame(headerOf(request, 'sm-signature'), signature)) return undefined;
  const said = readBody(request, event);
  if (said === undefined || said.event_datetime < now - oldestSeconds || said.event_datetime > now + aheadSeconds) {
    return undefined;
  }
  const survey = said.resources.survey_id;
  const isOfResponse = said.event_type.startsWith('response_') && survey != null;
  return { tickets: isOfResponse ? [nameOf({ survey, response: said.object_id })] : [] };
}
