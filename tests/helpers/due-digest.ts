/** A digest of the configuration that has been due for a minute. `since` makes a first start owe it. */
export function dueDigest(name: string, channels: readonly string[]) {
  const now = Date.now();
  const at = new Date(now - 60_000).toISOString().slice(11, 16);
  return { name, at, timezone: 'UTC', since: Math.floor(now / 1000) - 3600, channels };
}
