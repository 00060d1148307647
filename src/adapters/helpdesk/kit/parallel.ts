const atOnce = 8;

/** What becomes of each of them, in their order; a few are under way at a time. Rejects with the first failure, and begins no more after it. */
export async function inParallel<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (let at = 0; at < all.length; at += atOnce) {
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))));
  }
  return done;
}
