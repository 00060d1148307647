-- Facts: what helpdesks told us. Instants are epoch seconds (UTC), durations seconds, unknown is NULL.
-- No keys and no indexes on purpose: pages are staged, deleted and inserted (five times faster in DuckDB than ON CONFLICT).

CREATE TABLE agents (
  desk TEXT NOT NULL, id TEXT NOT NULL, name TEXT, email TEXT, team TEXT, is_active BOOLEAN
);
CREATE TABLE customers (
  desk TEXT NOT NULL, id TEXT NOT NULL, name TEXT, email TEXT, organization TEXT, started_at BIGINT NOT NULL,
  ended_at BIGINT, renewal_at BIGINT, referred_by TEXT, segment TEXT, preferred_channel TEXT
);
CREATE TABLE tickets (
  desk TEXT NOT NULL, id TEXT NOT NULL, subject TEXT, url TEXT, status TEXT, priority TEXT, type TEXT, channel TEXT,
  tags TEXT[], team TEXT, agent TEXT, customer TEXT, organization TEXT, is_complaint BOOLEAN,
  created_at BIGINT NOT NULL, updated_at BIGINT, first_reply_at BIGINT, first_reply_by TEXT, solved_at BIGINT,
  reopens BIGINT, agent_replies BIGINT, customer_replies BIGINT, touches BIGINT, reassignments BIGINT,
  escalated_at BIGINT, handle_seconds DOUBLE PRECISION
);
-- seq -1 is a span of our own making, from created_at and solved_at, for a ticket whose source has no history.
CREATE TABLE ticket_spans (
  desk TEXT NOT NULL, ticket TEXT NOT NULL, seq BIGINT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT
);
CREATE TABLE replies (
  desk TEXT NOT NULL, id TEXT NOT NULL, ticket TEXT, "at" BIGINT NOT NULL, "by" TEXT, agent TEXT, is_public BOOLEAN,
  waited_seconds DOUBLE PRECISION
);
CREATE TABLE sla_clocks (
  desk TEXT NOT NULL, ticket TEXT NOT NULL, kind TEXT NOT NULL, started_at BIGINT NOT NULL, target_at BIGINT,
  stopped_at BIGINT, is_paused BOOLEAN, policy TEXT
);
CREATE TABLE surveys (
  desk TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, sent_at BIGINT, answered_at BIGINT,
  score DOUBLE PRECISION, scale_min DOUBLE PRECISION, scale_max DOUBLE PRECISION, comment TEXT, ticket TEXT,
  agent TEXT, team TEXT, channel TEXT, customer TEXT, replied_at BIGINT
);
CREATE TABLE calls (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, channel TEXT, direction TEXT, is_answered BOOLEAN,
  wait_seconds DOUBLE PRECISION, talk_seconds DOUBLE PRECISION, hold_seconds DOUBLE PRECISION,
  wrap_seconds DOUBLE PRECISION, agent TEXT, team TEXT, ticket TEXT, customer TEXT
);
CREATE TABLE self_service (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, kind TEXT, session TEXT, article TEXT, customer TEXT
);
CREATE TABLE orders (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, customer TEXT, amount DOUBLE PRECISION,
  margin DOUBLE PRECISION, currency TEXT, kind TEXT, agent TEXT
);
CREATE TABLE reviews (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, ticket TEXT, agent TEXT, team TEXT, criterion TEXT,
  weight DOUBLE PRECISION, score DOUBLE PRECISION
);
CREATE TABLE mentions (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, network TEXT, author TEXT, text TEXT, url TEXT,
  sentiment TEXT, topic TEXT, is_answerable BOOLEAN, replied_at BIGINT
);
CREATE TABLE engagements (
  desk TEXT NOT NULL, id TEXT NOT NULL, "at" BIGINT NOT NULL, customer TEXT, kind TEXT
);

-- Tickets deleted or merged away at the source, so that an old page cannot bring them back.
CREATE TABLE deleted_tickets (desk TEXT NOT NULL, id TEXT NOT NULL, deleted_at BIGINT NOT NULL);

-- Desks: what is connected and how far it has been read.
CREATE TABLE desks (
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, cursor TEXT, rows_read BIGINT NOT NULL,
  is_complete BOOLEAN NOT NULL, synced_at BIGINT, failed_at BIGINT, error TEXT
);
CREATE TABLE desk_sources (desk TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (desk, source));

-- Delivery: what was due and what was promised to be posted. The queue can be rebuilt from these.
-- slot: what of a schedule happens at most once. The local date of a digest; of a nudge, the clock it is about.
CREATE TABLE occurrences (
  schedule TEXT NOT NULL, slot TEXT NOT NULL, due_at BIGINT NOT NULL, planned_at BIGINT NOT NULL,
  PRIMARY KEY (schedule, slot)
);
-- card and subject are JSON; subject is what a nudge is about, so that it can be looked at again before it is sent.
CREATE TABLE outbox (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, platform TEXT NOT NULL, conversation TEXT NOT NULL, thread TEXT,
  card TEXT NOT NULL, subject TEXT, planned_at BIGINT NOT NULL, expires_at BIGINT, state TEXT NOT NULL,
  attempt BIGINT NOT NULL, started_at BIGINT, retry_at BIGINT, sent_at BIGINT, message TEXT, error TEXT,
  is_resent BOOLEAN NOT NULL
);

-- What a chat adapter keeps for itself (a Teams conversation to write to later), as JSON.
CREATE TABLE chat_memory (
  platform TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (platform, key)
);
