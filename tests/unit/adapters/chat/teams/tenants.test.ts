import { expect, test } from 'vitest';
import { isInside } from '../../../../../src/adapters/chat/teams/tenants.ts';

test.each([
  ['ours', 'a', { tenantId: 'a' }, true],
  ['another', 'b', { tenantId: 'a' }, false],
  ['an allowed one', 'b', { tenantId: 'a', tenants: ['b'] }, true],
  ['one that is not told', undefined, { tenantId: 'a' }, false],
  ['any while none is named', 'a', {}, false],
])('%s is inside or not', (_, tenant, tenants, expected) => {
  expect(isInside(tenant, { tenantId: undefined, ...tenants })).toBe(expected);
});
