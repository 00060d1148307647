import type { Rendering } from './rendering.ts';

/** What the page shows of one message: Slack's drawing is made here, Teams' by the page's own Adaptive Cards renderer. */
export interface Shown {
  readonly summary: string;
  readonly slack: { readonly payload: Rendering['slack']; readonly html: string };
  readonly teams: { readonly payload: Rendering['teams'] };
}

/** The drawer costs a quarter of a second to load, which the program's start should not pay for. */
export async function loadShow(): Promise<(rendering: Rendering) => Shown> {
  const { drawSlack } = await import('./draw-slack.ts');
  return ({ summary, slack, teams }) => ({
    summary,
    slack: { payload: slack, html: drawSlack(slack.blocks) },
    teams: { payload: teams },
  });
}
