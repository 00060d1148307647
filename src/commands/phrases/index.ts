import { bg } from './bg.ts';
import { el } from './el.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import type { Language } from './language.ts';
import { zh } from './zh.ts';

/** Every language is understood at once; nobody has to choose one. */
export const languages: readonly Language[] = [en, el, bg, zh, fa];
