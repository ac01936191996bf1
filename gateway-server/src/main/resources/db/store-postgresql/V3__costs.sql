-- One row is what one kind of call cost on one day: by place, tenant or tag. Rows are written over while their day lasts.
CREATE TABLE costs (
  day               TEXT    NOT NULL,
  dimension         TEXT    NOT NULL,
  name              TEXT    NOT NULL,
  answers           BIGINT  NOT NULL,
  unpriced          BIGINT  NOT NULL,
  prompt_tokens     BIGINT  NOT NULL,
  completion_tokens BIGINT  NOT NULL,
  dollars           DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (day, dimension, name)
);
