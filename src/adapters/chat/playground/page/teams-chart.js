// @ts-check

/** @typedef {{ x: string, y: number }} Point */
/** @typedef {{ legend: string, values: Point[] }} Series */

const svg = 'http://www.w3.org/2000/svg';
const width = 520;
const height = 190;
const area = { left: 46, right: width - 10, top: 12, bottom: height - 24 };

/**
 * A Teams chart as a figure. Its meaning in words is the line under it, so that screen readers pass the drawing over.
 * @param {{ type: string, title: string, yAxisTitle: string, data: Series[] | Point[] }} chart
 */
export function teamsChart({ type, title, yAxisTitle, data }) {
  const series = /** @type {Series[]} */ (type === 'Chart.VerticalBar' ? [{ legend: '', values: data }] : data);
  // A series may lack points; the fullest one says best in which order the labels stand.
  const fullestFirst = series.toSorted((one, other) => other.values.length - one.values.length);
  const labels = [...new Set(fullestFirst.flatMap(({ values }) => values.map(({ x }) => x)))];
  const values = series.flatMap((one) => one.values.map(({ y }) => y));
  const isLine = type === 'Chart.Line';
  const scale = scaleOf(values, isLine);
  const drawing = element('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  drawing.append(...grid(scale), ...labelsBelow(labels));
  const draw = isLine ? line : bars;
  series.forEach((one, index) => drawing.append(draw(one, { index, labels, scale, of: series.length })));
  const figure = document.createElement('figure');
  figure.className = 'chart';
  const caption = document.createElement('figcaption');
  caption.append(title, unitOf(yAxisTitle));
  figure.append(caption, drawing);
  if (series.length > 1) figure.append(legend(series));
  return figure;
}

/** @typedef {{ ticks: number[], y: (value: number) => number }} Scale */
/** @typedef {{ index: number, labels: string[], scale: Scale, of: number }} Place */

/**
 * Round numbers that span the values; bars begin at zero, lines need not.
 * @param {number[]} values
 * @param {boolean} isLine
 * @returns {Scale}
 */
function scaleOf(values, isLine) {
  const ends = isLine && values.length > 0 ? values : [...values, 0];
  const low = Math.min(...ends);
  const high = Math.max(...ends, low + 1e-9);
  const rough = (high - low || Math.abs(high) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const ticks = Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, index) => (first + index) * step);
  const perUnit = (area.bottom - area.top) / (step * (ticks.length - 1));
  return { ticks, y: (value) => area.bottom - (value - first * step) * perUnit };
}

/** @param {string} unit */
function unitOf(unit) {
  const small = document.createElement('small');
  small.textContent = unit && ` ${unit}`;
  return small;
}

/** @param {Scale} scale */
function grid({ ticks, y }) {
  return ticks.flatMap((tick) => [
    element('line', { class: 'grid', x1: area.left, x2: area.right, y1: y(tick), y2: y(tick) }),
    element('text', { x: area.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, String(Number(tick.toPrecision(6)))),
  ]);
}

/** @param {string[]} labels as many as there is room for */
function labelsBelow(labels) {
  const every = Math.ceil(labels.length / 8);
  return labels.flatMap((label, index) =>
    index % every === 0
      ? [element('text', { x: centre(index, labels.length), y: height - 6, 'text-anchor': 'middle' }, short(label))]
      : [],
  );
}

/** @param {Series} series @param {Place} place */
function line({ values }, { index, labels, scale }) {
  const group = element('g', { class: colour(index) });
  /** @type {string[]} */
  const path = [];
  labels.forEach((label, at) => {
    const point = values.find(({ x }) => x === label);
    if (!point) return;
    const [x, y] = [centre(at, labels.length), scale.y(point.y)];
    const isJoined = values.some((other) => other.x === labels[at - 1]);
    path.push(`${isJoined ? 'L' : 'M'}${x} ${y}`);
    group.append(element('circle', { cx: x, cy: y, r: 2.5, fill: 'currentColor' }));
  });
  group.append(element('path', { d: path.join(''), fill: 'none', stroke: 'currentColor', 'stroke-width': 2 }));
  return group;
}

/** @param {Series} series @param {Place} place */
function bars({ values }, { index, labels, scale, of }) {
  const group = element('g', { class: colour(index) });
  const room = (area.right - area.left) / labels.length;
  const thick = Math.min((room * 0.7) / of, 40);
  for (const { x, y } of values) {
    const left = centre(labels.indexOf(x), labels.length) + (index - of / 2) * thick;
    const [top, bottom] = [scale.y(Math.max(y, 0)), scale.y(Math.min(y, 0))];
    group.append(
      element('rect', { x: left, y: top, width: thick - 1, height: bottom - top, rx: 2, fill: 'currentColor' }),
    );
  }
  return group;
}

/** @param {Series[]} series */
function legend(series) {
  const list = document.createElement('ul');
  list.className = 'legend';
  series.forEach(({ legend }, index) => {
    const item = document.createElement('li');
    const mark = element('svg', { viewBox: '0 0 10 10', class: colour(index), 'aria-hidden': 'true' });
    mark.append(element('rect', { width: 10, height: 10, rx: 2, fill: 'currentColor' }));
    item.append(mark, legend);
    list.append(item);
  });
  return list;
}

/** @param {number} index @param {number} count */
function centre(index, count) {
  return area.left + ((area.right - area.left) * (index + 0.5)) / count;
}

/** @param {number} index */
function colour(index) {
  return `series-${(index % 6) + 1}`;
}

/** @param {string} label */
function short(label) {
  return label.length > 11 ? `${label.slice(0, 10)}…` : label;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElementNS(svg, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
