import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { scheduleSettings, slaSettings } from '../../../../src/jobs/sla/settings.ts';

const settings = z.strictObject({
  schedules: z.array(scheduleSettings).optional(),
  slas: z.array(slaSettings).optional(),
});

test('the settings that docs/sla.md shows are valid', () => {
  const text = readFileSync(`${import.meta.dirname}/../../../../docs/sla.md`, 'utf8');
  const shown = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => settings.parse(parse(yaml ?? '')));
  expect(shown.flatMap(({ schedules = [] }) => schedules.map(({ name }) => name))).toEqual(['office']);
  expect(shown.flatMap(({ slas = [] }) => slas.map(({ name }) => name))).toEqual(['Urgent', 'Standard']);
});
