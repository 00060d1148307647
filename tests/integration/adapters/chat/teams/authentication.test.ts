import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { startTeamsBot } from '../../../../fakes/teams/bot.ts';
import type { Fault } from '../../../../fakes/teams/faults.ts';
import { createKeys } from '../../../../fakes/teams/keys.ts';
import { ana, ben, chatWith, startTeams, stranger, support } from '../../../../fakes/teams/server.ts';

test('a message signed by Teams is taken', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  expect(await teams.say('csat')).toBe(200);
  await teams.arrived(chatWith(ana));
  expect(bot.asked).toHaveLength(1);
});

test('whoever is not Teams gets a 401 and no answer', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const activity = teams.activity({ type: 'message', text: 'csat' });
  const claims = teams.claims();
  const past = Math.floor(Date.now() / 1000) - 3600;
  const forgeries: Record<string, Parameters<typeof teams.deliver>[1]> = {
    'no header': { authorization: '' },
    'another scheme': { authorization: `Basic ${teams.keys.sign(claims)}` },
    'no token': { authorization: 'Bearer' },
    'not a token': { authorization: 'Bearer a.b.c' },
    'a body that is no JSON': { authorization: `Bearer ${btoa('{"typ":"JWT"}')}.${btoa('{')}.x` },
    'alg none': { authorization: `Bearer ${teams.keys.unsigned(claims)}` },
    'a key of somebody else': { authorization: `Bearer ${createKeys().sign(claims)}` },
    'a changed body': { authorization: `Bearer ${tampered(teams.keys.sign(claims))}` },
    'without an end': { claims: { exp: undefined } },
    expired: { claims: { nbf: past - 60, exp: past } },
    'not yet valid': { claims: { nbf: past + 7200 } },
    'for another bot': { claims: { aud: 'somebody-else' } },
    'from another issuer': { claims: { iss: 'https://evil.example' } },
    'without issuer': { claims: { iss: undefined } },
    'for another service address': { claims: { serviceurl: 'https://evil.example/' } },
    'without service address': { claims: { serviceurl: undefined } },
  };

  const statuses = Object.entries(forgeries).map(async ([how, delivery]) => [
    how,
    await teams.deliver(activity, delivery),
  ]);
  expect(Object.fromEntries(await Promise.all(statuses))).toEqual(
    Object.fromEntries(Object.keys(forgeries).map((how) => [how, 401])),
  );
  expect(bot.asked).toEqual([]);
  expect(bot.kept.size).toBe(0);
});

test('a key that is not endorsed for Teams signs nothing for us', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams);
  expect(await teams.deliver(teams.activity({ type: 'message', text: 'csat', channelId: 'webchat' }))).toBe(401);
});

test.for([
  'https://evil.example/',
  'http://smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net.evil.example/',
  'file:///etc/passwd',
])('a genuine message naming %s as its service is refused before anything is kept', async (serviceUrl) => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const activity = teams.activity({ type: 'message', text: 'csat', serviceUrl });
  expect(await teams.deliver(activity, { claims: { serviceurl: serviceUrl } })).toBe(403);
  expect(bot.kept.size).toBe(0);
});

test('people of another tenant are not heard when ours is named', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const activity = teams.activity({ type: 'message', text: 'csat', channelData: { tenant: { id: 'another' } } });
  expect(await teams.deliver(activity)).toBe(403);
  expect(bot.asked).toEqual([]);
});

test('without a tenant of ours an e-mail address counts only as part of the sign-in name', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { settings: { tenantId: undefined, tenants: [teams.tenant] } });
  await teams.say('csat', { by: ben });
  await teams.arrived(chatWith(ben));
  expect(bot.asked[0]?.from.email).toBe('ben@example.com');
});

test('a stranger in a shared channel cannot pass for one of us by an e-mail address', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { settings: { tenants: [stranger.tenantId] } });
  await teams.say('csat', { by: stranger, in: support });
  await teams.arrived(support);
  expect(bot.asked[0]?.from.email).toBe('eve@evil.example');
});

test('a body that is not an activity gets a 400', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams);
  expect(await teams.deliver('{')).toBe(400);
  expect(await teams.deliver(teams.activity({ type: 'message', from: undefined }))).toBe(400);
});

const keyFaults: readonly Fault[] = [{ status: 500 }, 'reset', 'garbled'];

test.for(keyFaults)(
  'keys that cannot be read (%o) are not the sender’s fault: 503, and it may come again',
  async (fault) => {
    await using teams = await startTeams();
    await using _bot = await startTeamsBot(teams);
    teams.failNext('openidconfiguration', fault);
    expect(await teams.say('csat')).toBe(503);
    expect(await teams.say('csat')).toBe(200);
  },
);

test('before anybody answers, and after, requests are put off', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { isStarted: false });
  expect(await teams.say('csat')).toBe(503);
  await bot.chat.start(async () => {
    throw new Error('not asked here');
  });
  expect(await teams.deliver(teams.activity({ type: 'typing' }))).toBe(200);
  await bot.chat[Symbol.asyncDispose]();
  expect(await teams.say('csat', { in: support })).toBe(503);
});

const emulators = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

test('a token of the emulator’s is refused unless its keys are on this machine, as in tests', async () => {
  await using teams = await startTeams();
  const endpoint = 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration';
  await using bot = await startTeamsBot(teams, { settings: { ToBotFromEmulatorOpenIdMetadataUrl: endpoint } });
  const claims = { iss: emulators, appid: teams.appId, ver: '1.0' };
  expect(await teams.deliver(teams.activity({ type: 'message', text: 'csat' }), { claims })).toBe(401);
  expect(bot.asked).toEqual([]);
});

test('what botbuilder has to say goes to the log, not to the console', async () => {
  await using teams = await startTeams();
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => void lines.push(line) });
  await using _bot = await startTeamsBot(teams, { log });
  const written = vi.spyOn(process.stderr, 'write');
  const past = Math.floor(Date.now() / 1000) - 3600;
  await teams.deliver(teams.activity({ type: 'message' }), { claims: { nbf: past - 60, exp: past } });
  await teams.deliver(teams.activity({ type: 'message' }), {
    authorization: `Bearer ${createKeys().sign(teams.claims())}`,
  });
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
  expect(lines.filter((line) => line.includes('botbuilder said')).length).toBeGreaterThan(0);
});

function tampered(token: string): string {
  const [header, body = '', signature] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...Object(claims), jti: 'x' })).toString('base64url');
  return [header, changed, signature].join('.');
}
