import type { Desk } from '../../store/facts/desks.ts';

/** How old a desk's figures are, and whether they are whole, for small print. */
export function dataAge({ name, kind, is_complete, synced_at, failed_at, error }: Desk, now: number): string {
  const desk = kind === 'sample' ? `${name} (sample data, nobody's real figures)` : name;
  if (!is_complete || synced_at === null) return `${desk}: still loading, figures are incomplete`;
  const synced = `synced ${ago(now - synced_at)}`;
  if (error === null) return `${desk}: ${synced}`;
  return `${desk}: ${failed_at === null ? '' : 'incomplete, '}${synced}, then failed (${error})`;
}

function ago(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
