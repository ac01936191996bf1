-- One row is one line of a migration's log. Rows are added at the end and never touched again.
CREATE TABLE events (
  id            INTEGER PRIMARY KEY,
  migration     TEXT    NOT NULL,
  seq           INTEGER NOT NULL CHECK (seq > 0),
  at_millis     INTEGER NOT NULL,
  actor         TEXT    NOT NULL,
  event         TEXT    NOT NULL,
  payload       TEXT    NOT NULL,
  from_state    TEXT    NOT NULL,
  to_state      TEXT    NOT NULL,
  split_buckets INTEGER NOT NULL CHECK (split_buckets BETWEEN 0 AND 10000),
  config_hash   TEXT    NOT NULL,
  epoch         INTEGER NOT NULL,
  UNIQUE (migration, seq)
) STRICT;

CREATE TRIGGER events_are_dense BEFORE INSERT ON events
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE migration = NEW.migration)
BEGIN
  SELECT RAISE(ABORT, 'seq is not the next one of its migration');
END;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
