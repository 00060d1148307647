import type { Relation } from './relation.ts';

/** The joins whose alias is named in one of the texts, or in the join of one that is. */
export function joinsFor({ joins }: Relation, texts: readonly string[]): string[] {
  const found: string[] = [];
  for (const [alias, join] of Object.entries(joins).reverse()) {
    const named = new RegExp(String.raw`\b${alias.replace('.', String.raw`\.`)}`);
    if ([...texts, ...found].some((text) => named.test(text))) found.unshift(join);
  }
  return found;
}
