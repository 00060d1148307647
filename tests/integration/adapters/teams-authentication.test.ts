import { expect, test } from 'vitest';
import { startTeamsBot } from '../../helpers/teams-bot.ts';
import { createKeys } from '../../helpers/teams-keys.ts';
import { ana, startTeams, support } from '../../helpers/teams.ts';

test('a message signed by Teams is taken', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  expect(await teams.say('csat')).toBe(200);
  await teams.arrived('a:personal-29:ana');
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
    expired: { claims: { nbf: past - 60, exp: past } },
    'not yet valid': { claims: { nbf: past + 7200 } },
    'for another bot': { claims: { aud: 'somebody-else' } },
    'from another issuer': { claims: { iss: 'https://evil.example' } },
    'without issuer': { claims: { iss: undefined } },
    'for another service address': { claims: { serviceurl: 'https://evil.example/' } },
    'without service address': { claims: { serviceurl: undefined } },
  };

  for (const [how, delivery] of Object.entries(forgeries))
    expect(await teams.deliver(activity, delivery), how).toBe(401);
  expect(bot.asked).toEqual([]);
  expect(bot.kept.size).toBe(0);
});

test('a key that is not endorsed for Teams signs nothing for us', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams);
  expect(await teams.deliver(teams.activity({ type: 'message', text: 'csat', channelId: 'webchat' }))).toBe(401);
});

test('a genuine message naming a service address off the list is refused before anything is kept', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  for (const serviceUrl of [
    'https://evil.example/',
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.evil.example/',
  ]) {
    const activity = teams.activity({ type: 'message', text: 'csat', serviceUrl });
    expect(await teams.deliver(activity, { claims: { serviceurl: serviceUrl } }), serviceUrl).toBe(403);
  }
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
  await using bot = await startTeamsBot(teams, { settings: { tenantId: undefined } });
  await teams.say('csat', { by: { ...ana, id: '29:ben', aadObjectId: 'ben' } });
  await teams.arrived('a:personal-29:ben');
  expect(bot.asked[0]?.from.email).toBe('ben@example.com');
});

test('a body that is not an activity gets a 400', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams);
  expect(await teams.deliver('{')).toBe(400);
  expect(await teams.deliver(teams.activity({ type: 'message', from: undefined }))).toBe(400);
});

test('keys that cannot be read are not the sender’s fault: 503, and it may come again', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams);
  teams.failNext('openidconfiguration', { status: 500 });
  expect(await teams.say('csat')).toBe(503);
  expect(await teams.say('csat')).toBe(200);
});

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

function tampered(token: string): string {
  const [header, body = '', signature] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...Object(claims), jti: 'x' })).toString('base64url');
  return [header, changed, signature].join('.');
}
