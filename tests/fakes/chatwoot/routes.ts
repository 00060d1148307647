import type { ChatwootState, Conversation, Row } from './state.ts';
import type { Answered, Asked, Route } from '../../helpers/helpdesk-server.ts';

export interface RouteOptions {
  readonly state: ChatwootState;
  readonly role: () => string;
  /** Rows of a page, at most. */
  readonly pageSize: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows: number;
}

export const account = 3;
const sizes = { contacts: 15, conversations: 25, ratings: 25 };
const messagesAtOnce = 100;
const latestMessages = 20;

/** The endpoints that a reader needs; one that is given no state answers with the open conversations only. */
export function chatwootRoutes(options: RouteOptions): Route[] {
  const { state, role } = options;
  const at = (path: string) => new RegExp(`/desk/api/v1/accounts/${account}${path}`);

  return [
    {
      path: /\/desk\/api\/v1\/profile/,
      answer: () => ok({ id: 11, name: 'Ana Ray', accounts: [{ id: account, name: 'Acme', role: role() }] }),
    },
    { path: at('/agents'), answer: () => ok(state.agents) },
    { path: at('/teams'), answer: () => ok(state.teams.map(({ id, name }) => ({ id, name, description: null }))) },
    {
      path: at('/teams/(?<id>\\d+)/team_members'),
      answer({ parts }) {
        const team = state.teams.find(({ id }) => String(id) === parts.id);
        return team === undefined ? missing : ok(team.members.map((id) => ({ id, name: 'A member' })));
      },
    },
    {
      path: at('/contacts'),
      parameters: ['page', 'sort', 'include_contact_inboxes'],
      answer(asked) {
        const isNewestFirst = asked.query.get('sort') === '-created_at';
        const rows = isNewestFirst ? newestFirst(state.contacts, 'created_at') : state.contacts;
        return ok({ meta: { count: rows.length }, payload: page(rows, asked, { ...options, size: sizes.contacts }) });
      },
    },
    {
      path: at('/conversations'),
      parameters: ['page', 'status', 'assignee_type', 'sort_by'],
      answer(asked) {
        const status = asked.query.get('status') ?? 'open';
        const rows = state.conversations.filter((one) => status === 'all' || one.status === status);
        const sorted = newestFirst(rows, 'last_activity_at').map((one) => shown(one, state));
        const payload = page(sorted, asked, { ...options, size: sizes.conversations });
        return ok({ data: { meta: { all_count: rows.length }, payload } });
      },
    },
    {
      path: at('/conversations/(?<id>\\w+)'),
      answer: ({ parts }) => withConversation(state, parts.id, (one) => ok(shown(one, state))),
    },
    {
      path: at('/conversations/(?<id>\\w+)/messages'),
      parameters: ['after'],
      answer: ({ parts, query }) =>
        withConversation(state, parts.id, ({ messages }) => {
          const after = query.get('after');
          const later = messages.filter(({ id }) => Number(id) > Number(after)).slice(0, messagesAtOnce);
          return ok({ meta: {}, payload: after === null ? messages.slice(-latestMessages) : later });
        }),
    },
    {
      path: at('/csat_survey_responses'),
      parameters: ['page', 'since', 'until', 'sort'],
      answer(asked) {
        if (role() !== 'administrator')
          return { status: 401, body: { error: 'You are not authorized to do this action' } };
        const [since, until] = [Number(asked.query.get('since')), Number(asked.query.get('until'))];
        const rows = state.ratings.filter(({ created_at }) => created_at >= since && created_at <= until);
        const sorted = rows.toSorted((one, other) => one.created_at - other.created_at);
        return ok(page(sorted, asked, { ...options, size: sizes.ratings }));
      },
    },
  ];
}

const missing: Answered = { status: 404, body: { error: 'Resource could not be found' } };

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function newestFirst<Name extends string, One extends Record<Name, number>>(rows: readonly One[], by: Name): One[] {
  return rows.toSorted((one, other) => other[by] - one[by]);
}

/** Pages begin with 1; one beyond the last is empty. */
function page<One>(rows: readonly One[], { query }: Asked, options: RouteOptions & { size: number }): One[] {
  const size = Math.min(options.size, options.pageSize);
  const begin = (Number(query.get('page') ?? 1) - 1) * Math.max(1, size - options.repeatedRows);
  return begin + (begin > 0 ? options.repeatedRows : 0) >= rows.length ? [] : rows.slice(begin, begin + size);
}

function withConversation(
  state: ChatwootState,
  id: string | undefined,
  answer: (one: Conversation) => Answered,
): Answered {
  const found = state.conversations.find((one) => String(one.id) === id);
  return found === undefined ? missing : answer(found);
}

function shown(conversation: Conversation, { contacts, agents, teams }: ChatwootState): Row {
  const { messages: _, contact, assignee, team, channel, ...row } = conversation;
  const sender = contacts.find(({ id }) => id === contact);
  return {
    ...row,
    messages: [],
    meta: {
      sender: sender === undefined ? null : { ...sender, type: 'contact' },
      channel,
      ...(assignee !== null && { assignee: agents.find(({ id }) => id === assignee) ?? { id: assignee } }),
      ...(team !== null && { team: { id: team, name: teams.find(({ id }) => id === team)?.name } }),
    },
  };
}
