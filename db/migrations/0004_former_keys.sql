-- Version 4: a key that was taken back still resolves; rows that cannot be read are kept as text; a
-- position is a whole number if it was given as one.

CREATE TABLE set_aside (
  -- A value that could not be read and that `pubman doctor --fix` took out of a fact table.
  id INTEGER PRIMARY KEY, -- number
  table_name TEXT NOT NULL, -- the fact table it was in
  row_key TEXT NOT NULL, -- the primary key of its row, a JSON list
  column_name TEXT NOT NULL, -- its column; '' if the whole row was taken out
  reason TEXT NOT NULL, -- why it could not be read
  content TEXT NOT NULL, -- the value as text; bytes that are not text as hexadecimal digits
  set_aside_at TEXT NOT NULL -- when, ISO 8601 in UTC
);

-- SQLite cannot change a CHECK or a type, so these two tables are made again with the same rows.
CREATE TABLE kept AS SELECT * FROM cite_keys;
DROP TABLE cite_keys;
CREATE TABLE cite_keys (
  -- A cite key a record answers to. The best of a publication's keys is its key; all resolve.
  key TEXT PRIMARY KEY NOT NULL, -- wagenlander2024tenplex
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record
  origin TEXT NOT NULL CHECK (origin IN ('hand', 'own', 'generated', 'former')), -- hand beats own beats generated; former: no longer shown, still resolves
  given_at TEXT NOT NULL -- ISO 8601; of two of one origin the earlier stays
);
CREATE INDEX cite_keys_by_record ON cite_keys (record_id);
INSERT INTO cite_keys SELECT * FROM kept;
DROP TABLE kept;

CREATE TABLE kept AS SELECT * FROM publications;
DROP TABLE publications;
CREATE TABLE publications (
  -- One line of a list: what pubman concludes from one or more records and what a person set.
  id INTEGER PRIMARY KEY REFERENCES records (id), -- the id of its lead record
  key TEXT NOT NULL, -- its cite key
  kind TEXT NOT NULL, -- the kind of its canonical venue goes before the entry type
  title TEXT, -- plain
  title_markup TEXT, -- marked up, where that differs
  title_translated TEXT, -- in another language
  authors_cut INTEGER NOT NULL DEFAULT 0, -- 1: no source has the whole list
  editors TEXT NOT NULL DEFAULT '[]', -- JSON list of names in parts
  date TEXT, -- 2024, 2024-11 or 2024-11-03
  year INTEGER, -- of the date
  month INTEGER, -- of the date, or set by hand; NULL where unknown
  venue_id TEXT, -- the canonical venue; NULL where unknown
  venue TEXT, -- as written
  venue_key TEXT, -- dblp stream
  series TEXT, -- the series
  volume TEXT, -- the volume
  number TEXT, -- the issue
  pages TEXT, -- the pages
  edition TEXT, -- the edition
  publisher TEXT, -- the publisher
  school TEXT, -- of a thesis or report
  place TEXT, -- of the conference
  doi TEXT, -- of the published version
  arxiv_id TEXT, -- of the preprint
  isbn TEXT, -- 13 digits
  issn TEXT, -- 1234-5678
  url TEXT, -- where the title links to
  abstract TEXT, -- the abstract
  language TEXT, -- of the title
  status TEXT, -- submitted, to appear ...
  award TEXT, -- an award
  note TEXT, -- a remark
  keywords TEXT NOT NULL DEFAULT '[]', -- JSON list
  extra TEXT NOT NULL DEFAULT '{}', -- JSON object: fields without a column
  ordinal TEXT, -- 47th
  position NUMERIC, -- the order by hand; NULL: none
  era TEXT, -- of the first person
  mine INTEGER CHECK (mine IN (0, 1)), -- NULL: pubman asks
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)), -- 1: a person hid it
  gone_since TEXT, -- since when no list names it any more
  display_authors TEXT, -- the authors' line, set by hand
  display_title TEXT, -- the title's line, set by hand
  display_venue TEXT, -- the venue's line, set by hand
  raw_record INTEGER -- the record whose BibTeX can be given back byte for byte
);
CREATE INDEX publications_by_key ON publications (key);
INSERT INTO publications SELECT * FROM kept;
DROP TABLE kept;
