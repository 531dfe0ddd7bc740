-- The schema of pubs.db, version 1. The comments are part of the interface: `pubman schema` and
-- the data dictionary read them from the file. A table's first comment says what a row is.

-- ============================================================ FACTS: what sources and people said

CREATE TABLE settings (
  -- One setting of the store itself, such as the text of pubman.toml that it last mirrored.
  key TEXT PRIMARY KEY NOT NULL, -- the setting's name
  value TEXT NOT NULL -- its value
);

CREATE TABLE operations (
  -- One command that wrote facts. `pubman log` lists them, `pubman undo` takes one back.
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number `pubman undo` takes
  at TEXT NOT NULL, -- when, ISO 8601 in UTC
  command TEXT NOT NULL, -- the command's name: import, set, same ...
  summary TEXT NOT NULL DEFAULT '', -- what it did, in a few words
  undone_at TEXT -- when it was undone; NULL while it holds
);

CREATE TABLE changes (
  -- One row that an operation wrote, with what undoing it puts back (redoing swaps again).
  operation_id INTEGER NOT NULL REFERENCES operations (id), -- the operation
  seq INTEGER NOT NULL, -- the order of writing inside the operation, from 1
  table_name TEXT NOT NULL, -- the fact table
  row_key TEXT NOT NULL, -- the row's primary key, a JSON list
  before TEXT, -- the columns to put back, a JSON object; NULL: the row was not there
  PRIMARY KEY (operation_id, seq)
) WITHOUT ROWID;
CREATE INDEX changes_by_row ON changes (table_name, row_key);

CREATE TABLE sources (
  -- One declared source of records.
  name TEXT PRIMARY KEY NOT NULL, -- dblp, scholar, the file's name, or what --as said
  rank INTEGER NOT NULL, -- the higher rank wins where sources disagree
  own_duplicates INTEGER NOT NULL DEFAULT 1 CHECK (own_duplicates IN (0, 1)) -- 0: free of duplicates among its published records
);

CREATE TABLE imports (
  -- One reading of one file or page that brought something new.
  id INTEGER PRIMARY KEY, -- number
  source TEXT NOT NULL REFERENCES sources (name), -- the source its records belong to
  location TEXT NOT NULL, -- the file's name, or the address
  format TEXT NOT NULL, -- bibtex, dblp-xml, scholar-csv ...
  encoding TEXT NOT NULL DEFAULT '', -- as found: UTF-8, Latin-1 ...
  sha256 TEXT NOT NULL, -- of the bytes read
  entries INTEGER NOT NULL, -- entries in the file = records + left out
  left_out INTEGER NOT NULL DEFAULT 0, -- entries of which no record could be made
  imported_at TEXT NOT NULL, -- when, ISO 8601
  blocks TEXT NOT NULL DEFAULT '[]' -- text of the file that is no entry: [{"line": 1, "raw": "..."}], in file order
);

CREATE TABLE problems (
  -- One thing a reader could not take as it stands; nothing of the text is lost.
  id INTEGER PRIMARY KEY, -- number
  import_id INTEGER NOT NULL REFERENCES imports (id), -- the reading it happened in
  level TEXT NOT NULL CHECK (level IN ('left out', 'doubt')), -- left out: no record; doubt: the record survives
  line INTEGER NOT NULL DEFAULT 0, -- the line it begins on, from 1; 0 where lines mean nothing
  source_key TEXT NOT NULL DEFAULT '', -- the entry's key, where it has one
  message TEXT NOT NULL, -- what is wrong
  raw TEXT NOT NULL DEFAULT '' -- the text that was left out, as read
);

CREATE TABLE fetches (
  -- One page asked for over the network, and what makes the next request cheap.
  account TEXT PRIMARY KEY NOT NULL, -- the account, dblp:94/4810-19
  url TEXT NOT NULL, -- the address that answered
  etag TEXT, -- the server's validator, where it gave one
  body_sha256 TEXT NOT NULL, -- of the body
  checked_at TEXT NOT NULL -- when, ISO 8601
);

CREATE TABLE records (
  -- A work as one source described it. Never altered but by the same source; see `raw`.
  id INTEGER PRIMARY KEY, -- r18 on the command line
  source TEXT NOT NULL REFERENCES sources (name), -- who said so
  source_key TEXT NOT NULL, -- dblp key, cite key, or title|year
  kind TEXT NOT NULL CHECK (kind IN ('article', 'conference', 'workshop', 'demo', 'preprint',
    'thesis', 'book', 'chapter', 'proceedings', 'report', 'patent', 'dataset', 'software',
    'other')), -- what the source takes it for
  title TEXT, -- plain Unicode
  title_markup TEXT, -- with <i> <sub> <sup> <tt> and $maths$, only where that differs
  title_translated TEXT, -- in another language
  authors TEXT NOT NULL DEFAULT '[]', -- JSON list of names in parts, with the entry's own marks
  authors_cut INTEGER NOT NULL DEFAULT 0 CHECK (authors_cut IN (0, 1)), -- 1: the list goes on, or may
  editors TEXT NOT NULL DEFAULT '[]', -- JSON list of names in parts
  date TEXT, -- 2024, 2024-11 or 2024-11-03
  venue TEXT, -- as written
  venue_key TEXT, -- dblp stream, conf/sosp
  series TEXT, -- the series of the volume
  volume TEXT, -- the volume
  number TEXT, -- issue, or number of a report
  pages TEXT, -- as written
  edition TEXT, -- of a book
  publisher TEXT, -- the publisher
  school TEXT, -- of a thesis or report
  place TEXT, -- of the conference
  doi TEXT, -- lower case, without https://doi.org/
  arxiv_id TEXT, -- without version
  isbn TEXT, -- 13 digits
  issn TEXT, -- 1234-5678
  url TEXT, -- where the title links to
  abstract TEXT, -- the abstract
  language TEXT, -- BCP 47
  status TEXT, -- submitted, to appear ...
  award TEXT, -- an award
  note TEXT, -- a remark
  keywords TEXT NOT NULL DEFAULT '[]', -- JSON list of words
  tags TEXT NOT NULL DEFAULT '[]', -- JSON list of the entry's own tags
  links TEXT NOT NULL DEFAULT '[]', -- JSON list of {"label", "url"}
  related TEXT NOT NULL DEFAULT '[]', -- JSON list of source keys the source itself ties to it
  extra TEXT NOT NULL DEFAULT '{}', -- JSON object: every field without a column, by its own name
  raw TEXT NOT NULL DEFAULT '', -- the entry as read, byte for byte after decoding
  line INTEGER NOT NULL DEFAULT 0, -- where it begins in its file, from 1
  import_id INTEGER REFERENCES imports (id), -- the reading that brought this state of it
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- 1: its import was undone; invisible
  UNIQUE (source, source_key)
);
CREATE INDEX records_by_doi ON records (doi) WHERE doi IS NOT NULL;
CREATE INDEX records_by_arxiv_id ON records (arxiv_id) WHERE arxiv_id IS NOT NULL;

CREATE TABLE accounts (
  -- A list that names records: a dblp person page, somebody's export, a file.
  account TEXT PRIMARY KEY NOT NULL, -- dblp:94/4810-19, scholar:citations.csv, own:own.bib
  source TEXT NOT NULL REFERENCES sources (name), -- the source of its records
  person TEXT, -- whose own list it is (people.id); NULL: nobody's in particular
  said INTEGER NOT NULL DEFAULT 0 CHECK (said IN (0, 1)), -- 1: a person said whose (--mine, --not-mine)
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)) -- 1: what it no longer names is gone
);

CREATE TABLE listings (
  -- One record named by one account.
  account TEXT NOT NULL REFERENCES accounts (account), -- the list
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record
  first_seen TEXT NOT NULL, -- ISO 8601
  last_changed TEXT NOT NULL, -- ISO 8601
  gone_since TEXT, -- ISO 8601; NULL while the list names it
  PRIMARY KEY (account, record_id)
) WITHOUT ROWID;
CREATE INDEX listings_by_record ON listings (record_id);

CREATE TABLE decisions (
  -- What a person said of two records. Always wins, never asked again.
  record_a INTEGER NOT NULL REFERENCES records (id), -- the smaller id
  record_b INTEGER NOT NULL REFERENCES records (id), -- the larger id
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'extends', 'different')), -- the answer
  extending_record INTEGER REFERENCES records (id), -- for extends: the one that extends the other
  note TEXT NOT NULL DEFAULT '', -- why, where the person said
  decided_at TEXT NOT NULL, -- ISO 8601
  PRIMARY KEY (record_a, record_b),
  CHECK (record_a < record_b)
) WITHOUT ROWID;
CREATE INDEX decisions_by_b ON decisions (record_b);

CREATE TABLE overrides (
  -- A field a person set; it wins over every source, for ever.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  field TEXT NOT NULL, -- a field of `pubman set`
  person TEXT NOT NULL DEFAULT '', -- for era: whose; otherwise empty
  value TEXT NOT NULL, -- names as in BibTeX, dates in ISO; '' empties the field
  set_at TEXT NOT NULL, -- ISO 8601; the later wins inside one publication
  PRIMARY KEY (record_id, field, person)
) WITHOUT ROWID;

CREATE TABLE tags (
  -- A tag a person put on, or took off where a source had put it.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  tag TEXT NOT NULL, -- selected ...
  present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)), -- 0: taken off
  PRIMARY KEY (record_id, tag)
) WITHOUT ROWID;

CREATE TABLE links (
  -- A link a person added, or took off where a source had it.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  label TEXT NOT NULL, -- pdf, code, slides ...
  url TEXT NOT NULL, -- '' takes the link off
  PRIMARY KEY (record_id, label)
) WITHOUT ROWID;

CREATE TABLE ownership (
  -- What a person said of whose a record is.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  state TEXT NOT NULL CHECK (state IN ('mine', 'hidden', 'kept')), -- kept: stays though it is gone upstream
  PRIMARY KEY (record_id, state)
) WITHOUT ROWID;

CREATE TABLE author_marks (
  -- A role of one author of one record, equal or corresponding ..., put on or taken off by a person.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record it was said of
  name_key TEXT NOT NULL, -- folded family name and initials: zhao b
  role TEXT NOT NULL, -- a word
  present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)), -- 0: taken off
  PRIMARY KEY (record_id, name_key, role)
) WITHOUT ROWID;

CREATE TABLE cite_keys (
  -- A cite key a record answers to. The best of a publication's keys is its key; all resolve.
  key TEXT PRIMARY KEY NOT NULL, -- wagenlander2024tenplex
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record
  origin TEXT NOT NULL CHECK (origin IN ('hand', 'own', 'generated')), -- hand beats own beats generated
  given_at TEXT NOT NULL -- ISO 8601; of two of one origin the earlier stays
);
CREATE INDEX cite_keys_by_record ON cite_keys (record_id);

-- ------------------------------------------------ mirrored from pubman.toml and the shipped tables

CREATE TABLE people (
  -- A person of pubman.toml.
  id TEXT PRIMARY KEY NOT NULL, -- bo-zhao
  position INTEGER NOT NULL, -- the order in pubman.toml, from 1
  name TEXT NOT NULL, -- as on the papers
  orcid TEXT, -- bare
  scholar TEXT, -- the Google Scholar id
  url TEXT -- the person's page
);

CREATE TABLE person_names (
  -- A spelling of a person's name.
  person TEXT NOT NULL REFERENCES people (id), -- the person
  name TEXT NOT NULL, -- the spelling
  name_key TEXT NOT NULL, -- folded family name and initials
  PRIMARY KEY (person, name)
) WITHOUT ROWID;

CREATE TABLE person_pids (
  -- A dblp person number of a person.
  person TEXT NOT NULL REFERENCES people (id), -- the person
  pid TEXT NOT NULL, -- 94/4810-19
  PRIMARY KEY (person, pid)
) WITHOUT ROWID;

CREATE TABLE eras (
  -- A stretch of a person's life under which publications are listed.
  person TEXT NOT NULL REFERENCES people (id), -- the person
  name TEXT NOT NULL, -- Before PhD
  position INTEGER NOT NULL, -- the order in pubman.toml, from 1
  start TEXT, -- first day, month or year; NULL: open
  "end" TEXT, -- last day, month or year; NULL: open
  PRIMARY KEY (person, name)
) WITHOUT ROWID;

CREATE TABLE venues (
  -- A canonical venue, shipped or one's own.
  id TEXT PRIMARY KEY NOT NULL, -- sosp
  acronym TEXT NOT NULL, -- SOSP
  name TEXT NOT NULL, -- Symposium on Operating Systems Principles
  kind TEXT NOT NULL, -- conference, workshop, journal, magazine, preprint, book, other
  rank TEXT NOT NULL DEFAULT '' -- free text, CORE A*
);

-- =================================================== DERIVED: made again by `pubman rebuild`

CREATE TABLE blocks (
  -- A block key of a record: only records that share one are ever compared.
  block INTEGER NOT NULL, -- 64-bit hash
  record_id INTEGER NOT NULL, -- the record
  PRIMARY KEY (block, record_id)
) WITHOUT ROWID;
CREATE INDEX blocks_by_record ON blocks (record_id);

CREATE TABLE matches (
  -- What pubman concludes of two records, from the two alone.
  record_a INTEGER NOT NULL REFERENCES records (id), -- the smaller id
  record_b INTEGER NOT NULL REFERENCES records (id), -- the larger id
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'version', 'extends', 'ask', 'different')), -- the conclusion
  rule TEXT NOT NULL, -- the rule that fired
  score REAL NOT NULL, -- 0 to 1
  evidence TEXT NOT NULL, -- JSON object: what was compared and how it came out
  extending_record INTEGER, -- for extends: the one that extends the other
  PRIMARY KEY (record_a, record_b)
) WITHOUT ROWID;
CREATE INDEX matches_by_b ON matches (record_b);

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
  position REAL, -- the order by hand; NULL: none
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

CREATE TABLE publication_records (
  -- One record of one publication.
  record_id INTEGER PRIMARY KEY REFERENCES records (id), -- a record is in one publication
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  position INTEGER NOT NULL -- 1 is the lead; then by the source's rank
);
CREATE INDEX publication_records_by_publication ON publication_records (publication_id);

CREATE TABLE authorships (
  -- One author of one publication.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  position INTEGER NOT NULL, -- the place in the list, from 1
  name TEXT NOT NULL, -- in reading order
  name_key TEXT NOT NULL, -- folded family name and initials
  parts TEXT NOT NULL, -- JSON object: the name in parts
  person TEXT, -- who of pubman.toml it is
  roles TEXT NOT NULL DEFAULT '[]', -- JSON list: equal, corresponding ...
  PRIMARY KEY (publication_id, position)
) WITHOUT ROWID;
CREATE INDEX authorships_by_name_key ON authorships (name_key);

CREATE TABLE publication_fields (
  -- Which record gave a field of a publication, or that a person did.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  field TEXT NOT NULL, -- the field
  record_id INTEGER, -- the record that gave it; the one it was said of where by hand
  by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)), -- 1: a person set it
  PRIMARY KEY (publication_id, field)
) WITHOUT ROWID;

CREATE TABLE publication_tags (
  -- One tag of one publication.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  tag TEXT NOT NULL, -- the tag
  PRIMARY KEY (publication_id, tag)
) WITHOUT ROWID;

CREATE TABLE publication_links (
  -- One link of one publication.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  position INTEGER NOT NULL, -- the order, from 1
  label TEXT NOT NULL, -- pdf, code ...
  url TEXT NOT NULL, -- the address
  PRIMARY KEY (publication_id, position)
) WITHOUT ROWID;

CREATE TABLE person_publications (
  -- That a publication is a person's, and how pubman knows.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  person TEXT NOT NULL, -- people.id
  by TEXT NOT NULL CHECK (by IN ('said', 'list', 'pid', 'orcid', 'spelling')), -- how pubman knows
  PRIMARY KEY (publication_id, person)
) WITHOUT ROWID;

CREATE TABLE era_publications (
  -- The era of a publication for one person.
  publication_id INTEGER NOT NULL REFERENCES publications (id), -- the publication
  person TEXT NOT NULL, -- people.id
  era TEXT NOT NULL, -- eras.name
  by_hand INTEGER NOT NULL DEFAULT 0, -- 1: a person said so; 0: by date
  PRIMARY KEY (publication_id, person)
) WITHOUT ROWID;

CREATE TABLE ties (
  -- Two publications that belong together but are two lines.
  kind TEXT NOT NULL CHECK (kind IN ('extends', 'version')), -- a extends b, or a is a preprint of b
  record_a INTEGER NOT NULL, -- the extending record, or the preprint
  record_b INTEGER NOT NULL, -- the other
  by TEXT NOT NULL, -- the rule, or 'said'
  PRIMARY KEY (kind, record_a, record_b)
) WITHOUT ROWID;

CREATE TABLE questions (
  -- What waits for a person.
  kind TEXT NOT NULL CHECK (kind IN ('same', 'mine', 'gone')), -- one paper or two; yours; keep it
  record_a INTEGER NOT NULL, -- the record asked about
  record_b INTEGER NOT NULL DEFAULT 0, -- the other record; 0 for mine and gone
  score REAL NOT NULL, -- how far pubman leans to yes, 0 to 1
  reason TEXT NOT NULL, -- in a few words
  PRIMARY KEY (kind, record_a, record_b)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE publications_fts USING fts5 (
  title, authors, venue, abstract, notes, tokenize = 'unicode61 remove_diacritics 0'
);
