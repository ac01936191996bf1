-- What a later Compact stands for may go, but never the first line; nothing is ever changed.
DROP TRIGGER events_are_not_changed ON events;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
FOR EACH ROW EXECUTE FUNCTION events_are_append_only();

CREATE FUNCTION events_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq = 1 OR NOT EXISTS (
    SELECT 1 FROM events WHERE migration = OLD.migration AND seq > OLD.seq AND event = 'Compact') THEN
    RAISE integrity_constraint_violation USING MESSAGE = 'events are append-only';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
FOR EACH ROW EXECUTE FUNCTION events_may_go();
