import { backlog } from './definitions/backlog.ts';
import { ces } from './definitions/ces.ts';
import { csat } from './definitions/csat.ts';
import { fcr } from './definitions/fcr.ts';
import { frt } from './definitions/frt.ts';
import { nps } from './definitions/nps.ts';
import { reopenRate } from './definitions/reopen-rate.ts';
import { resolutionTime } from './definitions/resolution-time.ts';
import { sla } from './definitions/sla.ts';
import { solved } from './definitions/solved.ts';
import { tickets } from './definitions/tickets.ts';
import { waitTime } from './definitions/wait-time.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order people see. */
export const metrics: readonly Metric[] = [
  csat,
  nps,
  ces,
  frt,
  resolutionTime,
  fcr,
  reopenRate,
  tickets,
  solved,
  backlog,
  sla,
  waitTime,
];
