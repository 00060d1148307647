import { z } from 'zod';
import { surveyKinds } from '../../../helpdesk.ts';
import { address } from '../kit/address.ts';

const id = z.string().regex(/^\d+$/, 'expected an id, which is a number in quotes');

/** A question whose answers are scores. */
const question = z.strictObject({
  survey: id,
  question: id,
  kind: z.enum(surveyKinds),
  /** Of a question with several rows, the one that is meant; else the first answered. */
  row: id.optional(),
  /** The first choice counts most: scores run downwards. */
  reversed: z.boolean().default(false),
  /** Another question of the survey, whose text is the comment. */
  comment: id.optional(),
});

/** The survey's custom variables that say what an answer is about. */
const variables = z.strictObject({
  ticket: z.string().min(1).default('ticket_id'),
  agent: z.string().min(1).default('agent'),
  team: z.string().min(1).default('team'),
  customer: z.string().min(1).default('customer'),
});

/** One SurveyMonkey account, as the configuration names it. */
export const surveymonkeySettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('surveymonkey'),
  /** The access token of a private app. */
  token: z.string().min(1),
  /** Where the account's data is kept. */
  region: z.enum(['us', 'eu', 'ca']).default('us'),
  /** Instead of the region's own address. */
  url: address({ example: 'https://api.surveymonkey.com', credentials: 'token' }).optional(),
  questions: z.array(question).min(1),
  variables: variables.prefault({}),
  /** The app's secret, with which webhooks are signed. */
  webhook_secret: z.string().min(1).optional(),
});

export type SurveymonkeySettings = z.output<typeof surveymonkeySettings>;
export type Question = z.output<typeof question>;
export type Variables = z.output<typeof variables>;
