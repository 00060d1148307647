/** Text composed of columns and words between them: `{Project}-{#}`. */
export type Template = readonly (string | { readonly column: string })[];

/** @returns undefined for a text that names no column in braces */
export function readTemplate(text: string): Template | undefined {
  const parts = text.split(/(\{[^{}]+\})/).filter((part) => part !== '');
  const template = parts.map((part) => (/^\{[^{}]+\}$/.test(part) ? { column: part.slice(1, -1).trim() } : part));
  return template.some((part) => typeof part !== 'string') ? template : undefined;
}

export function columnsIn(template: Template): string[] {
  return template.flatMap((part) => (typeof part === 'string' ? [] : [part.column]));
}
