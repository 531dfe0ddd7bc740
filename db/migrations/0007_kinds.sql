-- Version 7: new kinds of publications: talk, lecture notes, review, standard, website.

-- SQLite cannot change a CHECK, so the table is made again with the same rows.
CREATE TABLE kept AS SELECT * FROM records;
DROP TABLE records;
CREATE TABLE records (
  -- A work as one source described it. Never altered but by the same source; see `raw`.
  id INTEGER PRIMARY KEY, -- r18 on the command line
  source TEXT NOT NULL REFERENCES sources (name), -- who said so
  source_key TEXT NOT NULL, -- dblp key, cite key, or title|year
  kind TEXT NOT NULL CHECK (kind IN ('article', 'conference', 'workshop', 'demo', 'preprint',
    'thesis', 'book', 'chapter', 'proceedings', 'report', 'standard', 'patent', 'talk',
    'lecture notes', 'review', 'dataset', 'software', 'website', 'other')), -- what the source takes it for
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
INSERT INTO records SELECT * FROM kept;
DROP TABLE kept;
