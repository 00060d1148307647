import { z } from 'zod';
import { statuses } from '../../../helpdesk.ts';
import { address } from '../kit/address.ts';

/** One Vtiger, as the configuration names it. */
export const vtigerSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('vtiger'),
  /** `cloud` has Cases behind a REST API, `open-source` has tickets behind `webservice.php`. */
  edition: z.enum(['cloud', 'open-source']),
  /** Where one signs in, such as `https://acme.vtiger.com` or `https://crm.acme.example/vtiger`. */
  url: address({ example: 'https://acme.vtiger.com', credentials: 'username and access_key', mayHavePath: true }),
  username: z.string().min(1),
  /** From My Preferences of that user. */
  access_key: z.string().min(1),
  /** Who counts as a customer: people, or the organizations they belong to. */
  customers: z.enum(['contacts', 'accounts']).default('contacts'),
  /** What the ticket statuses of one's own mean: `Escalated to vendor: hold`. */
  statuses: z.record(z.string(), z.enum(statuses)).default({}),
  /** What the types of won opportunities mean: `Add-on: cross_sell`. */
  opportunities: z
    .record(z.string(), z.enum(['upsell', 'cross_sell', 'renewal']))
    .default({ 'Existing Business': 'upsell' }),
  /** The limits of the Cloud edition bought; a tenth of each is left to others. Unused with `open-source`. */
  requests_per_minute: z.int().min(2).default(30),
  requests_per_hour: z.int().min(2).default(1000),
});

export type VtigerSettings = z.output<typeof vtigerSettings>;
