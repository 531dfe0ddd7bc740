-- Version 5: data, programs and slides are tied to the paper they belong to.

-- SQLite cannot change a CHECK, so the table is made again with the same rows.
CREATE TABLE kept AS SELECT * FROM ties;
DROP TABLE ties;
CREATE TABLE ties (
  -- Two publications that belong together but are two lines.
  kind TEXT NOT NULL CHECK (kind IN ('extends', 'version', 'supplement')), -- a extends b, is a preprint of b, or is data, a program or slides of b
  record_a INTEGER NOT NULL, -- the extending record, the preprint or the supplement
  record_b INTEGER NOT NULL, -- the other
  by TEXT NOT NULL, -- the rule, or 'said'
  PRIMARY KEY (kind, record_a, record_b)
) WITHOUT ROWID;
INSERT INTO ties SELECT * FROM kept;
DROP TABLE kept;
