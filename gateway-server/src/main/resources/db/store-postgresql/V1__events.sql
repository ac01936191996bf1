-- One row is one line of a migration's log. Rows are added at the end and never touched again.
CREATE TABLE events (
  id            BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  migration     TEXT    NOT NULL,
  seq           BIGINT  NOT NULL CHECK (seq > 0),
  at_millis     BIGINT  NOT NULL,
  actor         TEXT    NOT NULL,
  event         TEXT    NOT NULL,
  payload       TEXT    NOT NULL,
  from_state    TEXT    NOT NULL,
  to_state      TEXT    NOT NULL,
  split_buckets INTEGER NOT NULL CHECK (split_buckets BETWEEN 0 AND 10000),
  config_hash   TEXT    NOT NULL,
  epoch         INTEGER NOT NULL,
  UNIQUE (migration, seq)
);

CREATE FUNCTION events_are_dense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE migration = NEW.migration) THEN
    RAISE integrity_constraint_violation USING MESSAGE = 'seq is not the next one of its migration';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER events_are_dense BEFORE INSERT ON events
FOR EACH ROW EXECUTE FUNCTION events_are_dense();

CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'events are append-only';
END $$;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION events_are_append_only();

CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only();
