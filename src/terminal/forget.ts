import type { App } from '../app-type.ts';
import { UserError } from '../errors.ts';
import { findDesk, listDesks, removeDesk } from '../store/facts/desks.ts';
import { cleanLine } from '../text/clean.ts';
import type { Invocation } from './invocation.ts';
import type { Outcome } from './outcome.ts';

/**
 * Remove a desk with all it brought.
 * @throws UserError `unknown-desk` when there is none of that name
 */
export async function forget(
  { desk }: Extract<Invocation, { command: 'forget' }>,
  { store, desks }: App,
): Promise<Outcome> {
  if (!(await findDesk(store, desk))) {
    const names = (await listDesks(store)).map(({ name }) => name).join(', ') || 'none';
    throw new UserError('unknown-desk', `There is no desk "${desk}" in the store; there are ${names}.`);
  }
  await removeDesk(store, desk);
  const isConnected = desks.some(({ name, kind }) => name === desk && kind !== 'sample');
  const hint = isConnected ? ' It is in deskpulse.yaml: unless it is taken out there, it will be read again.' : '';
  return { out: `${cleanLine(desk)}: forgotten, with all it brought.${hint}\n`, err: '', code: 0 };
}
