import { formatMoment } from '../../calendar/format.ts';
import type { Run } from '../../calendar/recurrence.ts';
import { dateText, timeText } from '../../calendar/wall.ts';
import { wallOf } from '../../calendar/zone.ts';
import type { Block, Card } from '../../chat.ts';
import { contextOf } from '../../metrics/answer/context.ts';
import { dataAge } from '../../metrics/present/data-age.ts';
import type { Desk } from '../../store/facts/desks.ts';
import type { Tools } from '../job.ts';
import type { DigestSettings } from '../settings.ts';
import type { Section, SectionContext } from './section.ts';

/** Seconds after its time from which a digest says that it is late. */
const lateAfter = 600;

/** A digest's card as of now. A section that fails is named as failed; the rest is there all the same. */
export async function buildDigest(
  settings: DigestSettings,
  { run, areAgentsNamed }: { run: Run; areAgentsNamed: boolean },
  tools: Tools,
): Promise<Card> {
  const { store, sections, log, weekStart } = tools;
  const timezone = settings.timezone ?? tools.timezone;
  const now = tools.now();
  const title = `${settings.name}, ${dayOf(run, timezone)}`;
  const context = {
    ...contextOf(store),
    now,
    date: run.date,
    timezone,
    weekStart,
    areAgentsNamed,
    team: settings.team,
    desk: settings.desk,
  };
  const blocks: Block[] = [{ type: 'heading', text: title }];
  if (now - run.at >= lateAfter) blocks.push({ type: 'text', text: lateness(run, { timezone, now }) });
  for (const name of settings.sections ?? sections.map((section) => section.name)) {
    const section = sections.find((other) => other.name === name);
    blocks.push(...(await build(section, { name, context, log })));
  }
  const desks = (await context.desks()).filter(({ name }) => settings.desk === undefined || name === settings.desk);
  blocks.push({ type: 'footer', lines: [...scopeLines(settings), `Times are ${timezone}`, ...ages(desks, now)] });
  return { summary: title, blocks };
}

async function build(
  section: Section | undefined,
  { name, context, log }: { name: string; context: SectionContext; log: Tools['log'] },
): Promise<readonly Block[]> {
  if (!section) return [{ type: 'text', text: `There is no section “${name}”; see sections in the configuration.` }];
  try {
    return (await section.build(context)) ?? [];
  } catch (error) {
    log.error({ section: name, err: error }, 'digest section failed');
    return [{ type: 'text', text: `The section “${name}” failed and is missing here; the log says why.` }];
  }
}

function lateness(run: Run, { timezone, now }: { timezone: string; now: number }): string {
  const wall = wallOf(run.at, timezone);
  const isToday = dateText(wall) === dateText(wallOf(now, timezone));
  return `late: was due ${isToday ? timeText(wall) : formatMoment(run.at, timezone)}`;
}

/** `Mon 16 Nov 2026`: the date the run belongs to. */
function dayOf(run: Run, timezone: string): string {
  return formatMoment(run.at, timezone).split(',')[0] ?? run.date;
}

function scopeLines({ team, desk }: DigestSettings): string[] {
  return [team && `Team ${team} only`, desk && `Desk ${desk} only`].filter((line) => line !== undefined);
}

function ages(desks: readonly Desk[], now: number): string[] {
  return desks.length === 0 ? ['No desk is connected yet'] : desks.map((desk) => dataAge(desk, now));
}
