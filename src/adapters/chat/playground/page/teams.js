// @ts-check
import { shadow, styleSheet } from './shadow.js';
import { teamsChart } from './teams-chart.js';
import { teamsLook } from './teams-look.js';

/** @type {any} the global of adaptivecards.js */
const { AdaptiveCard, CardElement, GlobalRegistry, HostConfig } = Reflect.get(globalThis, 'AdaptiveCards');

const sheets = [await styleSheet('/playground/teams-view.css')];
const look = new HostConfig(teamsLook);

/** Teams' charts, which the Adaptive Cards renderer does not know. */
class Chart extends CardElement {
  /** @param {any} source @param {unknown} context */
  internalParse(source, context) {
    super.internalParse(source, context);
    this.source = source;
  }

  getJsonTypeName() {
    return this.source?.type ?? 'Chart';
  }

  internalRender() {
    return teamsChart(this.source);
  }
}

for (const type of ['Chart.Line', 'Chart.VerticalBar', 'Chart.VerticalBar.Grouped']) {
  GlobalRegistry.defaultElements.register(type, Chart);
}

/**
 * Teams' side of a message.
 * @param {object} payload an Adaptive Card
 * @param {(command: string) => void} press
 */
export function teamsView(payload, press) {
  const { host, root } = shadow('teams-drawing', sheets);
  const card = new AdaptiveCard();
  card.hostConfig = look;
  card.onExecuteAction = (/** @type {any} */ action) => {
    if (action.getJsonTypeName() === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener,noreferrer');
    else press(action.data.kpi);
  };
  card.parse(payload);
  root.append(card.render());
  return host;
}
