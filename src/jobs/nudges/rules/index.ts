import type { Rule } from '../rule.ts';
import { breach } from './breach.ts';

export const rules: readonly Rule[] = [breach];
