// @ts-check

const plain = { default: 'var(--text)', subtle: 'var(--subtle)' };
const foregroundColors = {
  default: plain,
  dark: plain,
  light: plain,
  accent: { default: 'var(--accent)', subtle: 'var(--accent)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
  attention: { default: 'var(--attention)', subtle: 'var(--attention)' },
};

/** @param {string} backgroundColor */
function container(backgroundColor) {
  return { backgroundColor, foregroundColors };
}

const fontSizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 300, default: 400, bolder: 600 };

/** How Teams draws a card; the colours are those of teams-view.css, so that they follow the colour scheme. */
export const teamsLook = {
  spacing: { small: 6, default: 10, medium: 14, large: 18, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  supportsInteractivity: true,
  fontTypes: {
    default: { fontFamily: "'Segoe UI', system-ui, sans-serif", fontSizes, fontWeights },
    monospace: { fontFamily: 'ui-monospace, Consolas, monospace', fontSizes, fontWeights },
  },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--emphasis)'),
    accent: container('var(--emphasis)'),
    good: container('var(--good-background)'),
    warning: container('var(--warning-background)'),
    attention: container('var(--attention-background)'),
  },
  actions: {
    maxActions: 20,
    spacing: 'default',
    buttonSpacing: 8,
    actionAlignment: 'left',
    actionsOrientation: 'horizontal',
  },
  factSet: { title: { weight: 'bolder', maxWidth: 160 }, value: { wrap: true }, spacing: 12 },
};
