import {
  freshCall,
  freshRating,
  freshResponse,
  freshSchedule,
  freshTicket,
  freshUser,
  iso,
  type CallRow,
  type NamedRow,
  type PartRow,
  type RatingRow,
  type ResponseRow,
  type ScheduleRow,
  type TicketRow,
  type UpdateRow,
  type UserRow,
} from './rows.ts';

/** A row in an export: it moves to the end whenever it changes. */
export interface Change<Row> {
  readonly row: Row;
  /** Epoch seconds, never falling. */
  readonly second: number;
  readonly seq: number;
}

type Input<Row extends { id: unknown }> = Partial<Row> & Pick<Row, 'id'>;

/** What somebody did to a ticket; ids are given out as Zendesk does, rising and never reused. */
export interface UpdateInput {
  ticket_id: number;
  author_id: number;
  via?: { channel: string; source?: object };
  events: readonly ({ type: string } & Record<string, unknown>)[];
  /** Epoch seconds; by default as everything, two minutes ago. */
  second?: number;
}

/** What the account holds. Whatever is saved counts as changed two minutes ago, unless it says when. */
export interface ZendeskState {
  readonly groups: NamedRow[];
  readonly organizations: NamedRow[];
  readonly ratings: RatingRow[];
  /** Of service levels. */
  readonly policies: { id: number; title: string }[];
  readonly schedules: readonly ScheduleRow[];
  readonly users: readonly Change<UserRow>[];
  readonly tickets: readonly Change<TicketRow>[];
  readonly updates: readonly Change<UpdateRow>[];
  /** `second` is that of its creation. */
  readonly responses: readonly Omit<Change<ResponseRow>, 'seq'>[];
  readonly calls: readonly Change<CallRow>[];
  saveUser(user: Input<UserRow>): void;
  /** Creates the ticket or changes the fields given; `metric_set` is merged. */
  saveTicket(ticket: Input<TicketRow>): void;
  /** As the export shows it: a row with its status and hardly anything else. */
  deleteTicket(id: number): void;
  /** Closed, tagged and out of the way. */
  mergeTicket(id: number): void;
  saveRating(rating: Input<RatingRow>): void;
  saveResponse(response: Input<ResponseRow>): void;
  saveCall(call: Input<CallRow>): void;
  /** Those with a lower id are older, unless they say otherwise. */
  saveSchedule(schedule: Input<ScheduleRow>): void;
  /** Leaves the ticket's own row as it is. */
  addUpdate(update: UpdateInput): UpdateRow;
  /** An event of one of the ticket's SLA metrics, as it comes with the ticket's row from now on. */
  addMetricEvent(ticketId: number, event: { metric: string; type: string } & Record<string, unknown>): void;
}

const settledSeconds = 120;

/** What the account holds from the start, in the order of its changes; a row may be made up when it is looked at. */
export interface Preloaded {
  readonly users: readonly Change<UserRow>[];
  readonly tickets: readonly Change<TicketRow>[];
  readonly updates: readonly Change<UpdateRow>[];
}

export function openZendeskState(now: () => number, preloaded?: Preloaded): ZendeskState {
  const users = openFeed(preloaded?.users);
  const tickets = openFeed(preloaded?.tickets);
  const updates = openFeed(preloaded?.updates);
  const calls = openFeed<CallRow>();
  const ratings: RatingRow[] = [];
  const responses: { row: ResponseRow; second: number }[] = [];
  const schedules: ScheduleRow[] = [];
  let lastEvent = 800_000;
  const settled = () => Math.floor(now() / 1000) - settledSeconds;

  function saveTicket(input: Input<TicketRow>): void {
    const before = tickets.find(input.id);
    const second = tickets.place(input.generated_timestamp ?? settled());
    const base = before ?? freshTicket(input.id, second);
    const metrics = 'metric_set' in input && input.metric_set === undefined ? undefined : merged(base, input);
    const changed = { updated_at: iso(second), ...input, generated_timestamp: second, metric_set: metrics };
    tickets.save({ ...base, ...changed }, second);
  }

  return {
    groups: [],
    organizations: [],
    policies: [],
    ratings,
    schedules,
    users: users.changes,
    tickets: tickets.changes,
    updates: updates.changes,
    responses,
    calls: calls.changes,
    saveUser(input) {
      const second = users.place(settled());
      users.save(
        { ...(users.find(input.id) ?? freshUser(input.id, second)), updated_at: iso(second), ...input },
        second,
      );
    },
    saveTicket,
    deleteTicket(id) {
      const second = tickets.place(settled());
      const gone = { id, status: 'deleted', subject: 'SCRUBBED', generated_timestamp: second };
      tickets.save({ ...gone, created_at: iso(second), updated_at: iso(second) }, second);
    },
    mergeTicket: (id) => saveTicket({ id, status: 'closed', tags: ['closed_by_merge'] }),
    saveRating(input) {
      const second = settled();
      const at = ratings.findIndex(({ id }) => id === input.id);
      const base = ratings[at] ?? freshRating(input.id, second);
      const row = { ...base, updated_at: iso(second), ...input };
      if (at === -1) ratings.push(row);
      else ratings[at] = row;
    },
    saveResponse(input) {
      const held = responses.find(({ row }) => row.id === input.id);
      if (held === undefined) responses.push({ row: { ...freshResponse(input.id), ...input }, second: settled() });
      else held.row = { ...held.row, ...input };
    },
    saveCall(input) {
      const second = calls.place(settled());
      calls.save(
        { ...(calls.find(input.id) ?? freshCall(input.id, second)), updated_at: iso(second), ...input },
        second,
      );
    },
    saveSchedule(input) {
      const at = schedules.findIndex(({ id }) => id === input.id);
      const row = { ...(schedules[at] ?? freshSchedule(input.id)), ...input };
      if (at === -1) schedules.push(row);
      else schedules[at] = row;
    },
    addUpdate({ ticket_id, author_id, via = { channel: 'web' }, events, second = settled() }) {
      const placed = updates.place(second);
      const id = (lastEvent += 1);
      const parts: PartRow[] = events.map((event) => ({ id: (lastEvent += 1), ...event }));
      const row = { id, ticket_id, author_id, via: { source: {}, ...via }, events: parts, created_at: iso(placed) };
      updates.save(row, placed);
      return row;
    },
    addMetricEvent(ticketId, event) {
      const held = tickets.find(ticketId)?.['metric_events'] as Record<string, object[]> | undefined;
      const row = { id: (lastEvent += 1), ticket_id: ticketId, instance_id: 1, time: iso(settled()), ...event };
      saveTicket({ id: ticketId, metric_events: { ...held, [event.metric]: [...(held?.[event.metric] ?? []), row] } });
    },
  };
}

function merged(base: TicketRow, input: Input<TicketRow>): Record<string, unknown> {
  return { ...base.metric_set, ...input.metric_set };
}

function openFeed<Row extends { id: number }>(preloaded: readonly Change<Row>[] = []) {
  const changes = [...preloaded];
  let seq = changes.length;
  return {
    changes,
    find: (id: number) => changes.find(({ row }) => row.id === id)?.row,
    /** The second at which a change may stand: not before the one that is last. */
    place: (second: number) => Math.max(second, changes.at(-1)?.second ?? 0),
    save(row: Row, second: number) {
      const before = changes.findIndex((change) => change.row.id === row.id);
      if (before !== -1) changes.splice(before, 1);
      seq += 1;
      changes.push({ row, second, seq });
    },
  };
}
