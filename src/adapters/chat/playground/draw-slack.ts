import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type Block } from 'slack-blocks-to-jsx';
import type { Rendering } from './rendering.ts';
import { unescapeSlack, verbatim } from './verbatim.ts';

/** Block Kit as HTML that looks like Slack. React escapes every text and refuses `javascript:` links. */
export function drawSlack(blocks: Rendering['slack']['blocks']): string {
  const shown = asSlackReads(blocks) as Block[];
  return renderToStaticMarkup(createElement(Message, { blocks: shown, logo: '', name: '', withoutWrapper: true }));
}

/** Blocks with their texts made ready for the drawer, which knows neither Slack's escapes nor plain text. */
function asSlackReads(value: unknown): unknown {
  if (typeof value === 'string') return unescapeSlack(value);
  if (Array.isArray(value)) return value.map(asSlackReads);
  if (typeof value !== 'object' || value === null) return value;
  if ('text' in value && typeof value.text === 'string' && 'type' in value && value.type === 'plain_text') {
    return { ...value, text: verbatim(value.text) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === 'url' ? inner : asSlackReads(inner)]),
  );
}
