import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { Origin } from './check.ts';
import { follow } from './follow.ts';
import type { Problem } from './problem.ts';

type Path = readonly PropertyKey[];

/** A YAML file and where in it things stand. */
export interface YamlFile extends Origin {
  readonly value: unknown;
}

/** @returns the file, or undefined after adding what is wrong with it to the problems */
export function readYaml(
  source: string,
  { name, problems }: { name: string; problems: Problem[] },
): YamlFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  for (const { pos, message } of document.errors) problems.push({ place: at(pos[0]), message: `no YAML: ${message}` });
  if (document.errors.length > 0) return undefined;
  const wrong = wrongAliases(document);
  for (const { offset, message } of wrong) problems.push({ place: at(offset), message: `no YAML: ${message}` });
  if (wrong.length > 0) return undefined;
  const value = valueOf(document);
  if (value === undefined) {
    problems.push({ place: name, message: 'no YAML: aliases (*name) repeat too much' });
    return undefined;
  }

  function at(offset: number): string {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  }
  function placeAt(offset: number | undefined, path: Path): string {
    return [offset === undefined ? name : at(offset), pathText(path)].filter(Boolean).join(' ');
  }
  return {
    value,
    place: (path) => placeAt(offsetOf(document, path), path),
    placeOfName: (path) => placeAt(offsetOfName(document, path) ?? offsetOf(document, path), path),
    written: (path) => follow(value, path),
  };
}

/** Aliases of nothing, and those inside of what they stand for. Their names are not said: a password may begin with an asterisk. */
function wrongAliases(document: Document): { offset: number; message: string }[] {
  const wrong: { offset: number; message: string }[] = [];
  visit(document, {
    Alias(_key, alias, path) {
      const [offset = 0] = alias.range ?? [];
      const target = alias.resolve(document);
      if (!target) wrong.push({ offset, message: 'an alias (*name) has no anchor (&name) before it' });
      else if (path.includes(target))
        wrong.push({ offset, message: 'an alias (*name) stands for what it is a part of' });
    },
  });
  return wrong;
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Of the nearest node on the path that is written in the file. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

function offsetOfName(document: Document, path: Path): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function pathText(path: Path): string {
  return path.reduce<string>((all, step) => {
    if (typeof step === 'number') return `${all}[${step}]`;
    return all === '' ? String(step) : `${all}.${String(step)}`;
  }, '');
}
