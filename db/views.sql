-- The public face of pubs.db: these views keep their names and columns (docs/reference/schema.md).

CREATE VIEW bibliography AS
  -- One readable line per publication: the first thing to look at.
  SELECT
    p.key, -- the cite key
    p.date, -- 2024, 2024-11 or 2024-11-03
    p.year, -- of the date
    p.title, -- plain
    (SELECT group_concat(name, ', ') FROM
      (SELECT name FROM authorships a WHERE a.publication_id = p.id ORDER BY position)) AS authors, -- in order
    coalesce(v.acronym, j.name, p.venue) AS venue, -- the acronym of a known venue, else its one spelling
    p.kind, -- article, conference, preprint ...
    p.doi, -- of the published version
    p.arxiv_id, -- of the preprint
    p.era, -- of the first person
    (SELECT group_concat(tag, ', ') FROM
      (SELECT tag FROM publication_tags t WHERE t.publication_id = p.id ORDER BY tag)) AS tags, -- by name
    (SELECT group_concat(source, ', ') FROM
      (SELECT DISTINCT r.source FROM publication_records pr JOIN records r ON r.id = pr.record_id
        WHERE pr.publication_id = p.id ORDER BY r.source)) AS sources, -- the sources that have it
    p.mine, -- 1 yours, 0 not, NULL pubman asks
    p.hidden, -- 1: you hid it
    p.status, -- submitted, to appear ...
    p.pmid, -- the number in PubMed
    p.pmcid -- the number in PubMed Central
  FROM publications p
  LEFT JOIN venues v ON v.id = p.venue_id
  LEFT JOIN journal_names j ON j.written = p.venue AND p.kind IN ('article', 'review');

CREATE VIEW review AS
  -- The open questions: one paper or two, yours or not, gone from its sources. Papers of other
  -- people are not asked about, nor two papers with a DOI each.
  SELECT
    q.kind, -- same, mine or gone
    a.key AS key_a, -- the publication asked about
    b.key AS key_b, -- the other; NULL for mine and gone
    a.title AS title_a, -- its title
    b.title AS title_b, -- the other's
    q.score, -- how likely the positive answer is, 0 to 1
    q.reason, -- in a few words
    q.record_a, -- the record asked about
    nullif(q.record_b, 0) AS record_b -- the other record
  FROM questions q
  JOIN publication_records ra ON ra.record_id = q.record_a
  JOIN publications a ON a.id = ra.publication_id
  LEFT JOIN publication_records rb ON rb.record_id = q.record_b
  LEFT JOIN publications b ON b.id = rb.publication_id
  WHERE q.kind <> 'same'
    OR (q.reason <> 'two DOIs' AND (coalesce(a.mine, 1) = 1 OR coalesce(b.mine, 1) = 1));

CREATE VIEW verdicts AS
  -- What pubman or a person concluded of two records.
  SELECT
    m.record_a, -- the smaller id
    m.record_b, -- the larger id
    ra.source AS source_a, -- who gave it
    rb.source AS source_b, -- who gave the other
    ra.title AS title_a, -- its title
    rb.title AS title_b, -- the other's
    m.verdict, -- same, version, extends, ask, different
    m.rule, -- the rule that fired
    m.score, -- 0 to 1
    m.evidence, -- JSON object
    d.verdict AS said, -- what a person decided; NULL: nothing
    d.decided_at -- when
  FROM matches m
  JOIN records ra ON ra.id = m.record_a
  JOIN records rb ON rb.id = m.record_b
  LEFT JOIN decisions d ON d.record_a = m.record_a AND d.record_b = m.record_b
  UNION ALL
  SELECT d.record_a, d.record_b, ra.source, rb.source, ra.title, rb.title, NULL, 'said', NULL,
    NULL, d.verdict, d.decided_at
  FROM decisions d
  JOIN records ra ON ra.id = d.record_a
  JOIN records rb ON rb.id = d.record_b
  WHERE NOT EXISTS (SELECT 1 FROM matches m
    WHERE m.record_a = d.record_a AND m.record_b = d.record_b);

CREATE VIEW extensions AS
  -- Publications that belong together but are two lines.
  SELECT DISTINCT
    t.kind, -- extends, version (a preprint listed apart) or supplement (data, a program, slides)
    a.key, -- the extending publication, or the preprint
    b.key AS of_key, -- the one it extends, or the paper it became
    a.title, -- its title
    b.title AS of_title, -- the other's
    t.by -- the rule, or said
  FROM ties t
  JOIN publication_records ra ON ra.record_id = t.record_a
  JOIN publications a ON a.id = ra.publication_id
  JOIN publication_records rb ON rb.record_id = t.record_b
  JOIN publications b ON b.id = rb.publication_id
  WHERE a.id <> b.id;

CREATE VIEW publication_eras AS
  -- The era of every publication for every person it belongs to.
  SELECT p.key, -- the publication
    e.person, -- people.id
    e.era, -- the era
    e.by_hand -- 1: a person said so; 0: by date
  FROM era_publications e JOIN publications p ON p.id = e.publication_id;

CREATE VIEW publication_people AS
  -- The owners of every publication, and how pubman knows them.
  SELECT p.key, -- the publication
    pp.person, -- people.id
    pp.by -- said, list, pid, orcid or spelling
  FROM person_publications pp JOIN publications p ON p.id = pp.publication_id;

CREATE VIEW provenance AS
  -- Which record gave each field of each publication.
  SELECT p.key, -- the publication
    f.field, -- the field
    f.by_hand, -- 1: a person set it
    r.source, -- the source that gave it
    r.source_key, -- its key there
    f.record_id -- the record
  FROM publication_fields f
  JOIN publications p ON p.id = f.publication_id
  LEFT JOIN records r ON r.id = f.record_id;

CREATE VIEW publication_authors AS
  -- One author of one publication, in order.
  SELECT p.key, -- the publication
    a.position, -- the place in the list, from 1
    a.name, -- in reading order
    a.name_key, -- folded family name and initials: one spelling for Bo Zhao and B. Zhao
    a.person, -- who of pubman.toml it is (people.id)
    a.roles -- JSON list: equal, corresponding ...
  FROM authorships a JOIN publications p ON p.id = a.publication_id;

CREATE VIEW publication_venues AS
  -- The canonical venue of every publication whose venue is known.
  SELECT p.key, -- the publication
    v.id AS venue_id, -- sosp
    v.acronym, -- SOSP
    v.name, -- Symposium on Operating Systems Principles
    v.kind, -- conference, workshop, journal ...
    v.rank -- CORE A* ...; empty if unknown
  FROM publications p JOIN venues v ON v.id = p.venue_id;

CREATE VIEW publication_sources AS
  -- One record of one publication: the data of one source about it.
  SELECT p.key, -- the publication
    r.source, -- who says so: dblp, scholar, a file's name
    r.source_key, -- its key there
    r.title, -- as that source has it
    r.venue, -- as written there
    r.date, -- as that source has it
    r.doi, -- as that source has it
    pr.position, -- 1 is the record that leads
    r.id AS record_id, -- r18 on the command line
    (SELECT min(l.first_seen) FROM listings l WHERE l.record_id = r.id) AS first_seen, -- when it came
    (SELECT max(l.last_changed) FROM listings l WHERE l.record_id = r.id) AS last_changed -- when it changed
  FROM publication_records pr
  JOIN publications p ON p.id = pr.publication_id
  JOIN records r ON r.id = pr.record_id;

CREATE VIEW tagged AS
  -- One tag of one publication.
  SELECT p.key, -- the publication
    t.tag -- the tag
  FROM publication_tags t JOIN publications p ON p.id = t.publication_id;

CREATE VIEW linked AS
  -- One link of one publication.
  SELECT p.key, -- the publication
    l.position, -- the order, from 1
    l.label, -- pdf, code ...
    l.url -- the address
  FROM publication_links l JOIN publications p ON p.id = l.publication_id;

CREATE VIEW log AS
  -- What was done, as `pubman log` shows it.
  SELECT o.id, -- the number `pubman undo` takes
    o.at, -- when, ISO 8601 in UTC
    o.command, -- import, set, same ...
    o.summary, -- in a few words
    o.undone_at IS NOT NULL AS undone, -- 1: it was taken back
    (SELECT count(*) FROM changes c WHERE c.operation_id = o.id) AS changes -- rows it wrote
  FROM operations o;
