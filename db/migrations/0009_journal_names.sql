-- Version 9: one spelling for each journal, also for those who ask in SQL.

CREATE TABLE journal_names (
  -- The spelling that the store uses for a journal, by another way in which it is written.
  written TEXT PRIMARY KEY NOT NULL, -- publications.venue
  name TEXT NOT NULL -- the spelling that lists print
) WITHOUT ROWID;
