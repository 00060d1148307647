import type { Log } from '../../../log.ts';
import { isNotConnected } from '../kit/connected.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Call } from './dialect.ts';
import type { Edition } from './edition.ts';
import type { Names } from './names.ts';
import type { Position } from './position.ts';
import type { VtigerSettings } from './settings.ts';

export interface Tools {
  readonly settings: VtigerSettings;
  readonly edition: Edition;
  /** As operators know it: `Vtiger (acme)`. */
  readonly service: string;
  readonly api: Api;
  readonly names: Names;
  readonly log: Log;
  readonly call: Call;
}

export type Step = streams.Step<Position>;

/** A stream of a module that not everyone has: without it, nothing of it is read. */
export async function* whereThereIs(steps: AsyncIterable<Step>): AsyncGenerator<Step> {
  try {
    yield* steps;
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
}
