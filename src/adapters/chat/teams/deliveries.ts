const remembered = 2000;

/** Tells a delivery from its repetition: Teams delivers again what was not acknowledged in time. */
export function openDeliveries(): (delivery: string) => boolean {
  const seen = new Set<string>();

  return function isFirst(delivery) {
    if (seen.has(delivery)) return false;
    seen.add(delivery);
    const [oldest] = seen;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
