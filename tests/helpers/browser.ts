import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { env, getuid, stderr } from 'node:process';
import { chromium, type Browser } from 'playwright-core';
import { endWithTest } from './test-scope.ts';

const executablePath = '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium: Debian's package, which root installs when it is missing. Without it the test is skipped, or fails
 * where CI is set.
 */
export async function openBrowser(skip: (reason: string) => never): Promise<Browser> {
  if (!existsSync(executablePath) && getuid?.() === 0) installChromium();
  if (existsSync(executablePath)) {
    const browser = await chromium.launch({ executablePath, args });
    endWithTest(() => browser.close());
    return browser;
  }
  const reason = `needs Chromium at ${executablePath} (Debian: apt-get install chromium)`;
  if (env.CI) throw new Error(reason);
  return skip(reason);
}

function installChromium(): void {
  stderr.write(`installing Debian's chromium, which the tests of the playground's page need\n`);
  try {
    execFileSync('/usr/bin/apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: 'ignore' });
  } catch (error) {
    stderr.write(`that failed: ${String(error)}\n`);
  }
}
