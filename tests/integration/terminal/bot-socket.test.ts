import { pino } from 'pino';
import { expect, test } from 'vitest';
import { askBot, openSocket } from '../../../src/terminal/bot-socket.ts';
import { folderOf } from '../../helpers/folder.ts';

const log = pino({ level: 'silent' });
const doctor = { command: 'doctor' } as const;
const saying = (out: string) => () => Promise.resolve({ out, err: '', code: 0 as const });

test('a second bot on a data folder is refused, and the first goes on', async () => {
  await using folder = await folderOf({});
  await using _first = await openSocket(folder.path, saying('first'), log);
  await expect(openSocket(folder.path, saying('second'), log)).rejects.toThrow(/in use by another Deskpulse/);
  expect(await askBot(folder.path, doctor, () => undefined)).toEqual({ out: 'first', err: '', code: 0 });
});

test('a socket that nobody listens at any more is replaced', async () => {
  await using folder = await folderOf({ 'deskpulse.sock': 'left behind' });
  expect(await askBot(folder.path, doctor, () => undefined)).toBeUndefined();
  await using _bot = await openSocket(folder.path, saying('here'), log);
  expect(await askBot(folder.path, doctor, () => undefined)).toMatchObject({ out: 'here' });
});
