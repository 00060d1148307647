-- What happened to tickets, of desks that tell it one by one: their figures and spans are worked out from it.
CREATE TABLE ticket_moves (
  desk TEXT NOT NULL, id TEXT NOT NULL, ticket TEXT NOT NULL, "at" BIGINT NOT NULL, seq BIGINT, "by" TEXT,
  status TEXT, agent TEXT
);
