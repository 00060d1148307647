import { answerableMentions } from './definitions/answerable-mentions.ts';
import { answeredCalls } from './definitions/answered-calls.ts';
import { backlog } from './definitions/backlog.ts';
import { ces } from './definitions/ces.ts';
import { channels } from './definitions/channels.ts';
import { churn } from './definitions/churn.ts';
import { clv } from './definitions/clv.ts';
import { clvHistoric } from './definitions/clv-historic.ts';
import { clvPredictive } from './definitions/clv-predictive.ts';
import { competitorMentions } from './definitions/competitor-mentions.ts';
import { complaintResolutionTime } from './definitions/complaint-resolution-time.ts';
import { crossSell } from './definitions/cross-sell.ts';
import { csat } from './definitions/csat.ts';
import { csatScore } from './definitions/csat-score.ts';
import { engagement } from './definitions/engagement.ts';
import { esat } from './definitions/esat.ts';
import { fcr } from './definitions/fcr.ts';
import { feedbackResponse } from './definitions/feedback-response.ts';
import { frt } from './definitions/frt.ts';
import { handleTime } from './definitions/handle-time.ts';
import { iqs } from './definitions/iqs.ts';
import { mentions } from './definitions/mentions.ts';
import { negativeMentions } from './definitions/negative-mentions.ts';
import { nextIssueAvoidance } from './definitions/next-issue-avoidance.ts';
import { nps } from './definitions/nps.ts';
import { open } from './definitions/open.ts';
import { positiveMentions } from './definitions/positive-mentions.ts';
import { referralRate } from './definitions/referral-rate.ts';
import { reopenRate } from './definitions/reopen-rate.ts';
import { repliesPerResolution } from './definitions/replies-per-resolution.ts';
import { replyTime } from './definitions/reply-time.ts';
import { repurchaseRate } from './definitions/repurchase-rate.ts';
import { resolutionRate } from './definitions/resolution-rate.ts';
import { resolutionTime } from './definitions/resolution-time.ts';
import { retention } from './definitions/retention.ts';
import { selfService } from './definitions/self-service.ts';
import { sla } from './definitions/sla.ts';
import { solved } from './definitions/solved.ts';
import { suggestionMentions } from './definitions/suggestion-mentions.ts';
import { technicalMentions } from './definitions/technical-mentions.ts';
import { tickets } from './definitions/tickets.ts';
import { touches } from './definitions/touches.ts';
import { types } from './definitions/types.ts';
import { unanswered } from './definitions/unanswered.ts';
import { upsell } from './definitions/upsell.ts';
import { waitTime } from './definitions/wait-time.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order people see. */
export const metrics: readonly Metric[] = [
  csat,
  csatScore,
  nps,
  ces,
  esat,
  feedbackResponse,
  frt,
  replyTime,
  resolutionTime,
  complaintResolutionTime,
  waitTime,
  handleTime,
  sla,
  fcr,
  reopenRate,
  touches,
  repliesPerResolution,
  resolutionRate,
  nextIssueAvoidance,
  iqs,
  tickets,
  solved,
  open,
  unanswered,
  backlog,
  types,
  channels,
  answeredCalls,
  selfService,
  retention,
  churn,
  clv,
  clvHistoric,
  clvPredictive,
  repurchaseRate,
  upsell,
  crossSell,
  referralRate,
  engagement,
  mentions,
  positiveMentions,
  negativeMentions,
  technicalMentions,
  suggestionMentions,
  competitorMentions,
  answerableMentions,
];
