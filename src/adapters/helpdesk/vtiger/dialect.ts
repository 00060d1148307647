import type * as http from '../kit/http.ts';
import type { Answer } from './answer.ts';

export interface Call extends http.Call {
  /** Somebody waits for it: it may use what the Cloud's limit of the hour has in reserve. */
  readonly isUrgent?: boolean;
}

export interface Said {
  readonly answer: Answer;
  readonly headers: Headers;
}

/** Asks one operation of Vtiger's web service, as an edition wants it asked. It changes nothing there. */
export type Dialect = (operation: string, parameters: Readonly<Record<string, string>>, call: Call) => Promise<Said>;
