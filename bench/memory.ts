/** Milliseconds between two looks. */
const every = 10;

/** Watch how many bytes are resident. @returns what ends it and tells the most */
export function watchMemory(): () => number {
  let most = process.memoryUsage.rss();
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), every);
  return () => {
    clearInterval(watching);
    return most;
  };
}
