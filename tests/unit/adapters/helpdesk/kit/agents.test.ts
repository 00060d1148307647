import { expect, test } from 'vitest';
import { agentsStream, splitUsers, withFormer } from '../../../../../src/adapters/helpdesk/kit/agents.ts';

const agent = (id: string, more: object = {}) => ({
  id,
  name: `Agent ${id}`,
  email: null,
  team: null,
  is_active: true,
  ...more,
});

test('whoever was once an agent is one ever after, and never a customer', () => {
  const staff = new Set<number>();
  const isAgent = ({ role }: { role: string }) => role === 'agent';
  const [ana, eva] = [
    { id: 11, role: 'agent' },
    { id: 31, role: 'user' },
  ];
  expect(splitUsers([ana, eva], { staff, isAgent })).toEqual({ agents: [ana], customers: [eva] });
  const former = { ...ana, role: 'user' };
  expect(splitUsers([former, eva], { staff, isAgent })).toEqual({ agents: [former], customers: [eva] });
});

test('agents who are missing from a list keep their name, and are active no longer', () => {
  expect(withFormer([agent('11'), agent('12')], [agent('12', { name: 'Ben' }), agent('13')])).toEqual([
    agent('12', { name: 'Ben' }),
    agent('13'),
    agent('11', { is_active: false }),
  ]);
});

test('a stream of agents gives all of them each time, and knows them the next time', async () => {
  const stream = agentsStream((present: string[]) =>
    Promise.resolve({ read: present.map((id) => agent(id)), skipped: [] }),
  );
  const pages = [];
  for await (const page of stream.read([agent('11')], ['12'])) pages.push(page);
  const all = [agent('12'), agent('11', { is_active: false })];
  expect(pages).toEqual([{ facts: { agents: all }, skipped: [], cursor: all }]);
});
