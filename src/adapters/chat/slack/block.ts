import type { ActionsBlock, Block, ContextBlock, HeaderBlock, RichTextBlock } from '@slack/types';

/** Slack's native chart, which `@slack/types` does not know yet. */
export interface ChartBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'line' | 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label?: string };
  };
}

/** The blocks a card becomes. */
export type SlackBlock = ActionsBlock | ChartBlock | ContextBlock | HeaderBlock | RichTextBlock;

/** A message as the Web API and a response_url take it. */
export interface SlackMessage {
  /** For notifications and screen readers; escaped. */
  text: string;
  blocks: SlackBlock[];
}
