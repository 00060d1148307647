import type { Command } from './command.ts';
import { defaultCardCommand } from './default-card.ts';
import { explainCommand } from './explain.ts';
import { helpCommand } from './help.ts';
import { listCommand } from './list.ts';
import { metricCommand } from './metric.ts';
import { riskCommand } from './risk.ts';
import { slaOutlookCommand } from './sla-outlook.ts';
import { statusCommand } from './status.ts';
import { topCommand } from './top.ts';

/** Everything people may ask for, in the order help shows it. */
export const commands: readonly Command[] = [
  metricCommand,
  defaultCardCommand,
  topCommand,
  riskCommand,
  slaOutlookCommand,
  statusCommand,
  listCommand,
  explainCommand,
  helpCommand,
];
