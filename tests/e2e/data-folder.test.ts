import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAcme } from '../helpers/acme.ts';
import { disksMissing, openDisk } from '../helpers/disk.ts';
import { openHome } from '../helpers/home.ts';
import { createDatabase, postgresMissing } from '../helpers/postgres-server.ts';
import { projectFolder, startProgram, type Program } from '../helpers/program.ts';
import { openRedisServer, redisMissing } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';

const noDisks = disksMissing();
const noServers = redisMissing() ?? (await postgresMissing());

async function untilReady(program: Program): Promise<void> {
  await until(async () => (await fetch(`${program.url}/readyz`)).status === 200);
}

/** What it wrote to stderr that is no line of the log. */
function plainLines({ stderr }: Program): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}

test('a bot whose data folder is deleted says so once and ends with an error, under npm start as well', async () => {
  await using home = await openAcme();
  await using program = await startProgram({
    command: ['npm', 'start'],
    cwd: projectFolder,
    env: { DESKPULSE_DATA: home.data, DESKPULSE_CONFIG: join(home.path, 'deskpulse.yaml'), LOG_LEVEL: 'warn' },
  });
  await untilReady(program);
  rmSync(home.data, { recursive: true, force: true });
  expect((await program.exited).code).toBe(1);
  const said = plainLines(program).filter((line) => !line.startsWith('npm '));
  expect(said).toEqual([
    `The data folder ${home.data} was deleted or unmounted while Deskpulse was running. Put it back, from a backup if need be, and start Deskpulse again.`,
  ]);
});

test.skipIf(noDisks)('a bot whose disk is full says so once and ends, and goes on once there is room', async () => {
  using disk = openDisk(400);
  await using home = await openAcme();
  const env = { DESKPULSE_DATA: join(disk.path, 'data') };
  cpSync(home.data, env.DESKPULSE_DATA, { recursive: true });
  {
    await using program = await home.start(env);
    await untilReady(program);
    disk.fill();
    expect((await program.exited).code).toBe(1);
    expect(plainLines(program)).toEqual([expect.stringMatching(/is on a disk that is full\. Make room and start/)]);
  }
  disk.makeRoom();
  await using again = await home.start(env);
  await untilReady(again);
  expect(await again.stop()).toBe(0);
});

test.skipIf(noServers)('a bot whose store and queue are elsewhere goes on without its data folder', async () => {
  await using home = await openHome();
  await using database = await createDatabase();
  await using redis = await openRedisServer();
  await using program = await home.start({ DATABASE_URL: database.url, REDIS_URL: redis.url });
  await untilReady(program);
  rmSync(home.data, { recursive: true, force: true });
  await program.waitFor(/"msg":"without its data folder the terminal cannot reach the running bot"/);
  expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
  expect(await program.stop()).toBe(0);
});
