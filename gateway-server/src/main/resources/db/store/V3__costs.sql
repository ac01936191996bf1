-- One row is what one kind of call cost on one day: by place, tenant or tag. Rows are written over while their day lasts.
CREATE TABLE costs (
  day               TEXT    NOT NULL,
  dimension         TEXT    NOT NULL,
  name              TEXT    NOT NULL,
  answers           INTEGER NOT NULL,
  unpriced          INTEGER NOT NULL,
  prompt_tokens     INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL,
  dollars           REAL    NOT NULL,
  PRIMARY KEY (day, dimension, name)
) STRICT;
