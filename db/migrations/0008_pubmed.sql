-- Version 8: the numbers of PubMed and PubMed Central are identifiers, as DOIs are.

-- The columns have a place and a comment of their own, so the tables are made again.
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
  pmid TEXT, -- the number in PubMed, digits alone
  pmcid TEXT, -- the number in PubMed Central, PMC123456
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
CREATE INDEX records_by_pmid ON records (pmid) WHERE pmid IS NOT NULL;
CREATE INDEX records_by_pmcid ON records (pmcid) WHERE pmcid IS NOT NULL;
INSERT INTO records (
  id, source, source_key, kind, title, title_markup, title_translated, authors, authors_cut,
  editors, date, venue, venue_key, series, volume, number, pages, edition, publisher, school,
  place, doi, arxiv_id, isbn, issn, url, abstract, language, status, award, note, keywords, tags,
  links, related, extra, raw, line, import_id, withdrawn
) SELECT
  id, source, source_key, kind, title, title_markup, title_translated, authors, authors_cut,
  editors, date, venue, venue_key, series, volume, number, pages, edition, publisher, school,
  place, doi, arxiv_id, isbn, issn, url, abstract, language, status, award, note, keywords, tags,
  links, related, extra, raw, line, import_id, withdrawn
FROM kept;
DROP TABLE kept;

-- Numbers that were read earlier move from `extra` into their columns, if nothing is unclear. What
-- another program damaged stays as it is, for the doctor.
CREATE TEMP TABLE numbers (id INTEGER PRIMARY KEY, pmid TEXT, pmcid TEXT);
INSERT INTO temp.numbers
  SELECT id, trim(json_extract(extra, '$.pmid')) AS pmid,
    upper(trim(json_extract(extra, '$.pmcid'))) AS pmcid
  FROM (SELECT id, CASE WHEN json_valid(extra) THEN extra ELSE '{}' END AS extra FROM records);
UPDATE records SET extra = json_remove(extra, '$.pmid'),
  pmid = (SELECT ltrim(n.pmid, '0') FROM temp.numbers n WHERE n.id = records.id)
WHERE id IN (SELECT id FROM temp.numbers
  WHERE length(ltrim(pmid, '0')) BETWEEN 1 AND 8 AND pmid NOT GLOB '*[^0-9]*');
UPDATE records SET extra = json_remove(extra, '$.pmcid'),
  pmcid = (SELECT n.pmcid FROM temp.numbers n WHERE n.id = records.id)
WHERE id IN (SELECT id FROM temp.numbers WHERE pmcid GLOB 'PMC[1-9]*'
  AND substr(pmcid, 4) NOT GLOB '*[^0-9]*' AND length(pmcid) <= 11);
DROP TABLE temp.numbers;

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
  pmid TEXT, -- of the published version in PubMed
  pmcid TEXT, -- of the published version in PubMed Central
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
INSERT INTO publications (
  id, key, kind, title, title_markup, title_translated, authors_cut, editors, date, year, month,
  venue_id, venue, venue_key, series, volume, number, pages, edition, publisher, school, place,
  doi, arxiv_id, isbn, issn, url, abstract, language, status, award, note, keywords, extra,
  ordinal, position, era, mine, hidden, gone_since, display_authors, display_title,
  display_venue, raw_record
) SELECT
  id, key, kind, title, title_markup, title_translated, authors_cut, editors, date, year, month,
  venue_id, venue, venue_key, series, volume, number, pages, edition, publisher, school, place,
  doi, arxiv_id, isbn, issn, url, abstract, language, status, award, note, keywords, extra,
  ordinal, position, era, mine, hidden, gone_since, display_authors, display_title,
  display_venue, raw_record
FROM kept;
DROP TABLE kept;
