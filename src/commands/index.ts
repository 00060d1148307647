import type { Command, CommandName } from './command.ts';
import { defaultCardCommand } from './default-card.ts';
import { explainCommand } from './explain.ts';
import { helpCommand } from './help.ts';
import { listCommand } from './list.ts';
import { metricCommand } from './metric.ts';
import { riskCommand } from './risk.ts';
import { slaOutlookCommand } from './sla-outlook.ts';
import { statusCommand } from './status.ts';
import { topCommand } from './top.ts';

/** Everything people may say, by the name the grammar gives it. How to say it stands in usages.ts, for help. */
export const commands: { readonly [Name in CommandName]: Command<Name> } = {
  metric: metricCommand,
  'default-card': defaultCardCommand,
  top: topCommand,
  risk: riskCommand,
  'sla-outlook': slaOutlookCommand,
  status: statusCommand,
  list: listCommand,
  explain: explainCommand,
  help: helpCommand,
};
