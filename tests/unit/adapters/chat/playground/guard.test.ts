import { expect, test } from 'vitest';
import { isForwarded, isLoopbackHost, isOwnPage } from '../../../../../src/adapters/chat/playground/guard.ts';

test.each(['localhost:3978', '127.0.0.1:3978', '[::1]:3978', 'LOCALHOST:3978'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host, 3978)).toBe(true);
});

test.each([
  undefined,
  '',
  'localhost',
  'localhost:80',
  'localhost:39780',
  'evil.example:3978',
  'localhost.evil.example:3978',
  'evil.example',
  'localhost:3978@evil.example',
  '127.0.0.1.evil.example:3978',
  '0.0.0.0:3978',
  'xlocalhost:3978',
])('%s at port 3978 is not', (host) => {
  expect(isLoopbackHost(host, 3978)).toBe(false);
});

test('a Host header leaves out port 80, and no other', () => {
  expect(isLoopbackHost('localhost', 80)).toBe(true);
  expect(isLoopbackHost('localhost', 443)).toBe(false);
});

test('a connection that is gone has no port, and no host fits it', () => {
  expect(isLoopbackHost('localhost:undefined', undefined)).toBe(false);
});

test.each([
  { who: 'our own page', origin: 'http://localhost:3978', site: 'same-origin', expected: true },
  {
    who: 'our own page in a browser without Sec-Fetch-Site',
    origin: 'http://localhost:3978',
    site: undefined,
    expected: true,
  },
  { who: 'a program that is no browser', origin: undefined, site: undefined, expected: true },
  { who: "another site's page", origin: 'https://evil.example', site: 'cross-site', expected: false },
  { who: 'another program of this machine', origin: 'http://localhost:8080', site: 'same-site', expected: false },
  { who: 'the same name by another scheme', origin: 'https://localhost:3978', site: undefined, expected: false },
  { who: 'a page without an origin', origin: 'null', site: undefined, expected: false },
  { who: 'an address typed into the browser', origin: undefined, site: 'none', expected: false },
  { who: "another site's image", origin: undefined, site: 'cross-site', expected: false },
])('$who: $expected', ({ origin, site, expected }) => {
  expect(isOwnPage({ origin, site }, 'localhost:3978')).toBe(expected);
});

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'])(
  'a request with %s comes through a proxy',
  (name) => {
    expect(isForwarded({ host: 'localhost:3978', [name]: '' })).toBe(true);
  },
);

test('a browser of this machine says nothing of a proxy', () => {
  expect(isForwarded({ host: 'localhost:3978', 'sec-fetch-site': 'same-origin', 'x-requested-with': 'page' })).toBe(
    false,
  );
});
