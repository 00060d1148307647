import type { Fact } from '../../../helpdesk.ts';

type Agent = Fact<'agents'>;

/** Those who are there, and those known before who no longer are: they keep the name, so that earlier figures have it. */
export function withFormer(known: readonly Agent[], present: readonly Agent[]): Agent[] {
  const ids = new Set(present.map(({ id }) => id));
  const former = known.filter(({ id }) => !ids.has(id)).map((agent) => ({ ...agent, is_active: false }));
  return [...present, ...former];
}
