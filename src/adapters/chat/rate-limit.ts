/** Lets each key pass so many times in so many seconds. @returns false beyond */
export function openRateLimit(
  { most, seconds }: { most: number; seconds: number },
  now: () => number = () => performance.now(),
): (key: string) => boolean {
  const windows = new Map<string, { passed: number; until: number }>();
  return (key) => {
    const time = now();
    for (const [other, { until }] of windows) {
      // Windows are as long as each other: the first to begin is the first to end.
      if (until > time) break;
      windows.delete(other);
    }
    const window = windows.get(key) ?? { passed: 0, until: time + seconds * 1000 };
    windows.set(key, window);
    window.passed += 1;
    return window.passed <= most;
  };
}
