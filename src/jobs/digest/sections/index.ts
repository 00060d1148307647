import type { Section } from '../section.ts';
import { backlog } from './backlog.ts';
import { risk } from './risk.ts';
import { top } from './top.ts';

/** Every part a digest can have, in the order people see. */
export const sections: readonly Section[] = [top, backlog, risk];
