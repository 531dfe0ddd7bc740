-- Version 2: what `pubman check` finds and a person says is as it should be.

CREATE TABLE accepted (
  -- A finding of `pubman check` that a person accepted; it lasts until the value is another one.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  rule TEXT NOT NULL, -- the rule: doi, pages, status ...
  value TEXT NOT NULL, -- what the rule found; '' where something is missing
  PRIMARY KEY (record_id, rule, value)
) WITHOUT ROWID;
