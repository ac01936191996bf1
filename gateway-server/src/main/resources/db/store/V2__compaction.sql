-- What a later Compact stands for may go, but never the first line; nothing is ever changed.
DROP TRIGGER events_are_not_deleted;

CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
WHEN OLD.seq = 1 OR NOT EXISTS (
  SELECT 1 FROM events WHERE migration = OLD.migration AND seq > OLD.seq AND event = 'Compact')
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
