import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses the page asked for, refused ones too. */
  readonly requested: readonly string[];
  /** Scripts that broke, dialogs they opened, and what the browser complained of. */
  readonly complaints: readonly string[];
}

/** The playground's page in a browser of its own, connected to its stream. */
export async function visit(url: string, skip: (reason: string) => never): Promise<Visit> {
  const browser = await openBrowser(skip);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  context.on('request', (sent) => requested.push(sent.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) complaints.push(line.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(url);
  await page.getByText('Live', { exact: true }).waitFor();
  return { page, context, requested, complaints, [Symbol.asyncDispose]: () => browser.close() };
}

export async function typeQuestion(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(text);
  await page.keyboard.press('Enter');
}

export const inSlack = (page: Page) => page.getByRole('region', { name: 'As Slack shows it' });
export const inTeams = (page: Page) => page.getByRole('region', { name: 'As Teams shows it' });
