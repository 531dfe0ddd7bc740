-- Version 6: the places of publications in lists that people wrote themselves.

CREATE TABLE placements (
  -- What a person's own list says of a record: its place, and what is written beside it there.
  record_id INTEGER NOT NULL REFERENCES records (id), -- the record that the entry was read as
  list TEXT NOT NULL, -- the list: publications.html
  position INTEGER NOT NULL, -- its place in the list; the first is 1
  section TEXT NOT NULL DEFAULT '[]', -- JSON list of the headings above it, the outermost first
  label TEXT NOT NULL DEFAULT '', -- the number or label printed before it: 12, J3
  links TEXT NOT NULL DEFAULT '[]', -- JSON list of {label, url}, in order
  picture TEXT NOT NULL DEFAULT '', -- the address of its picture
  award TEXT NOT NULL DEFAULT '', -- an award, as written
  note TEXT NOT NULL DEFAULT '', -- a remark, as written
  signs TEXT NOT NULL DEFAULT '[]', -- JSON list of {sign, meaning}: * equal contribution
  written TEXT NOT NULL DEFAULT '', -- the entry as the person wrote it
  line INTEGER NOT NULL DEFAULT 0, -- the line of the file on which it begins; 0: unknown
  rule TEXT NOT NULL DEFAULT '', -- how its fields were found; '' if the file states them
  PRIMARY KEY (record_id, list)
) WITHOUT ROWID;
