/** Unknown columns named in a report; a file of objects may have a new one in every row. */
const mostStrangers = 100;

/** A sieve for column names: it lets through those that are neither known, nor empty, nor met before. */
export function strangersBeside(known: Iterable<string>): (names: Iterable<string>) => string[] {
  const met = new Set(['', ...known]);
  const most = met.size + mostStrangers;
  return (names) => {
    const strangers: string[] = [];
    for (const name of names) {
      if (met.has(name) || met.size >= most) continue;
      met.add(name);
      strangers.push(name);
    }
    return strangers;
  };
}
