/** Text as Slack shows it: the three escapes it knows are read, nothing else. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * Plain text for slack-blocks-to-jsx, which reads even that as a mixture of mrkdwn and Markdown: a `# line` disappears, an
 * escaped `&lt;!here&gt;` is drawn as a ping. Slack does none of it. A character reference can only be shown as it stands.
 */
export function verbatim(text: string): string {
  return unescapeSlack(text).replace(/[^\p{L}\p{M}\p{N}\s]/gu, (character) => `&#${character.codePointAt(0)};`);
}
