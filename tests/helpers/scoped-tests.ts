import { aroundAll, aroundEach } from 'vitest';
import { runInScope } from './test-scope.ts';

aroundAll(runInScope);
aroundEach(runInScope);
