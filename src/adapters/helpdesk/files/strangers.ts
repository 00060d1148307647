/** Unknown columns named in a report; a file of objects may have a new one in every row. */
const mostStrangers = 100;

/**
 * A sieve for column names: it lets through those that are neither known, nor empty, nor met before. What is within an object
 * is named by the object, which is known when anything within it is.
 */
export function strangersBeside(known: Iterable<string>): (names: Iterable<string>) => string[] {
  const met = new Set(['']);
  for (const name of known) {
    const steps = name.split('.');
    for (let length = 1; length <= steps.length; length += 1) met.add(steps.slice(0, length).join('.'));
  }
  const most = met.size + mostStrangers;
  return (names) => {
    const strangers: string[] = [];
    const all = new Set(names);
    for (const name of all) {
      if (met.has(name) || met.size >= most || isWithin(name, all)) continue;
      met.add(name);
      strangers.push(name);
    }
    return strangers;
  };
}

function isWithin(name: string, all: ReadonlySet<string>): boolean {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    if (all.has(name.slice(0, dot))) return true;
  }
  return false;
}
