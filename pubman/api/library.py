"""The library for programs: a method for every command, which returns its report as data.

A method has the name of its command. Errors are those of :mod:`pubman.errors`. Every method that
writes is one change: it is in the log, and ``undo`` takes it back. KEY means the same as on the
command line: a citation key, a DOI, an arXiv number, a record (``r18``), or the beginning of a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pubman.api.contents import Contents, Words, split_words
from pubman.api.results import Exported
from pubman.config import ListConfig
from pubman.derive.rebuild import Rebuilt, rebuild
from pubman.errors import UsageError
from pubman.exports import FORMATS, format_of
from pubman.formats.format import find, unknown_format
from pubman.library import (
    attributes,
    checks,
    decisions,
    editor,
    fields,
    history,
    lists,
    move_in,
    outputs,
    review,
    safekeeping,
)
from pubman.library.checks.fixing import Fixed, fix
from pubman.library.decisions import Decided
from pubman.library.editor import EditResult
from pubman.library.fetched_entry import Added, add_fetched, fetch_one
from pubman.library.fields import Edited
from pubman.library.imports import Report, read_file, take_in
from pubman.library.log import LogLine
from pubman.library.move_in import MovedIn
from pubman.library.review import Answered, OpenQuestion
from pubman.library.sync import enrich, run
from pubman.library.sync.accounts import accounts_of
from pubman.library.sync.dblp.source import host_for
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Wish
from pubman.library.typed_entry import add, typed_record
from pubman.library.typed_fields import TypedFields
from pubman.store.backup import Backup
from pubman.store.imports.reading import Reading
from pubman.store.keys import resolve


class Library(Contents):
    """An open library. Close it, or use it in a ``with`` statement."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.__exit__(kind, error, trace)

    def close(self) -> None:
        """Close the file."""
        self._session.store.close()

    # ------------------------------------------------------------------------------------- adding

    def import_file(
        self,
        *paths: str | Path,
        mine: bool | None = None,
        source: str = "",
        dry_run: bool = False,
    ) -> Report:
        """Import files: ``pubman import``.

        ``mine`` says that they are your own list, or not. ``source`` names their source.
        """
        readings: list[Reading] = []
        for path in paths:
            found = read_file(self._session, Path(path), mine=mine, source=source, beside=readings)
            readings.append(found)
        return take_in(self._session, readings, dry_run=dry_run)

    def sync(self, *sources: str, dry_run: bool = False, force: bool = False) -> Sequence[Outcome]:
        """Fetch what is new from ``sources``, or from all accounts in ``pubman.toml``.

        A source that fails is reported in its outcome and does not stop the others.
        """
        wish = Wish(dry_run=dry_run, force=force)
        accounts = accounts_of(self.config, sources)
        with run.session_for(self.config) as web:
            return tuple(run.sync_accounts(self._session, web, accounts, wish))

    def complete(
        self, *keys: str, abstracts: bool = False, dry_run: bool = False
    ) -> Sequence[Outcome]:
        """Fill in missing fields of entries with a DOI, from Crossref and DataCite."""
        ids = [resolve(self._session.store, key).publication for key in keys]
        scope = enrich.CompletionScope(keys=ids, everything=True, abstracts=abstracts)
        with run.session_for(self.config) as web:
            return tuple(enrich.complete(self._session, web, Wish(dry_run=dry_run), scope))

    def add_by_id(self, *ids: str, dry_run: bool = False) -> Sequence[Added]:
        """Fetch publications by DOI, arXiv number, PMID or another identifier, and add them."""
        with run.session_for(self.config) as web:
            host = host_for(self.config.dblp)
            readings = [fetch_one(self._session, web, host, each) for each in ids]
        return tuple(add_fetched(self._session, readings, dry_run=dry_run))

    def move_in(
        self, *paths: str | Path, person: str = "", dry_run: bool = False
    ) -> Sequence[MovedIn]:
        """Take over lists that a person wrote: a web page, a CV, a data file."""
        owner = move_in.owner_of(self._session)
        named = [move_in.read_path(Path(path), owner) for path in paths]
        return move_in.move_in(self._session, named, person=person, dry_run=dry_run)

    def add(
        self,
        *,
        title: str,
        authors: Sequence[str],
        year: str = "",
        kind: str = "",
        venue: str = "",
        status: str = "",
        doi: str = "",
        url: str = "",
    ) -> Edited:
        """Add a publication by hand. A source that lists it later replaces what you typed."""
        typed = TypedFields(
            title=title,
            authors=tuple(authors),
            year=year,
            kind=kind,
            venue=venue,
            status=status,
            doi=doi,
            url=url,
        )
        return add(self._session, typed_record(typed))[0]

    # ----------------------------------------------------------------------------------- deciding

    def answer(
        self, questions: OpenQuestion | Sequence[OpenQuestion], word: str, *, dry_run: bool = False
    ) -> Answered:
        """Answer one question, or several in the same way: ``same``, ``different``, ``mine`` ..."""
        found = [questions] if isinstance(questions, OpenQuestion) else questions
        return review.answer_all(self._session, found, word, dry_run=dry_run)

    def same(self, *keys: str, note: str = "") -> Decided:
        """Merge publications into one."""
        return decisions.merge(self._session, keys, note=note)

    def apart(self, *keys: str, note: str = "") -> Decided:
        """Split two publications, or split one record (``r18``) off its publication."""
        return decisions.split(self._session, keys, note=note)

    def extends(self, a: str, b: str, *, note: str = "") -> Decided:
        """Record that ``a`` is the extended version of ``b``."""
        return decisions.extend(self._session, a, b, note=note)

    def mine(self, *keys: str) -> Decided:
        """Mark publications as yours."""
        return decisions.own(self._session, keys, "mine")

    def keep(self, *keys: str) -> Decided:
        """Keep publications that no source lists any more."""
        return decisions.own(self._session, keys, "kept")

    def hide(self, *keys: str) -> Decided:
        """Leave publications off your lists."""
        return decisions.own(self._session, keys, "hidden")

    def unhide(self, *keys: str) -> Decided:
        """Put hidden publications back."""
        return decisions.unhide(self._session, keys)

    def accept(self, *findings: str) -> checks.Accepted:
        """Accept findings of :meth:`check`, named ``KEY:RULE``, until their values change."""
        return checks.accept(self._session, findings)

    def fix(self, rule: str, words: Words = (), *, dry_run: bool = False) -> Fixed:
        """Fix all findings of one rule of :meth:`check`."""
        return fix(self._session, rule, split_words(words), dry_run=dry_run)

    # ------------------------------------------------------------------------------------ editing

    def edit(self, key: str, text: str) -> EditResult:
        """Replace the BibTeX entry of a publication by ``text``, and keep the differences."""
        draft = editor.open_entry(self._session, key)
        return editor.save(self._session, draft, text)

    def set(self, key: str, field: str, value: str, *, person: str = "") -> Edited:
        """Set a field. Your value overrides all sources; an empty one empties the field."""
        return fields.set_field(self._session, key, field, value, person=person)

    def unset(self, key: str, field: str, *, person: str = "") -> Edited:
        """Remove your value of a field and use the sources again."""
        return fields.unset_field(self._session, key, field, person=person)

    def tag(self, name: str, *keys: str) -> Sequence[Edited]:
        """Add a tag to publications."""
        return attributes.tag(self._session, name, keys)

    def untag(self, name: str, *keys: str) -> Sequence[Edited]:
        """Remove a tag from publications."""
        return attributes.tag(self._session, name, keys, present=False)

    def mark(self, key: str, role: str, *authors: str) -> Edited:
        """Give authors of a publication a role, such as ``equal``."""
        return attributes.mark(self._session, key, role, authors)[0]

    def unmark(self, key: str, role: str, *authors: str) -> Edited:
        """Remove a role from authors of a publication."""
        return attributes.mark(self._session, key, role, authors, present=False)[0]

    def link(self, key: str, label: str, url: str) -> Edited:
        """Add a link with a label (``pdf``, ``code`` ...) to a publication."""
        return attributes.link(self._session, key, label, url)

    def unlink(self, key: str, label: str) -> Edited:
        """Remove a link from a publication."""
        return attributes.link(self._session, key, label, "")

    # --------------------------------------------------------------------------------- publishing

    def export(
        self,
        format: str = "",  # noqa: A002 - its name everywhere
        path: str | Path | None = None,
        *,
        words: Words = (),
        name: str = "",
        limit: int | None = None,
        force: bool = False,
    ) -> Exported:
        """Export a list, and write it to ``path`` if one is given.

        The list is the one called ``name`` in ``pubman.toml``, otherwise what ``words`` select. The
        ending of ``path`` gives the format if none is named.
        """
        config = self._list(format, path, name)
        made = lists.make(self._session, config, words=split_words(words), limit=limit)
        exported = Exported(
            format=made.format,
            content=made.content,
            publications=made.count,
            left_out=dict(made.left_out),
        )
        if path is None:
            return exported
        written = outputs.write(self._session, made, Path(path), force=force)
        return replace(exported, file=written.path, changed=written.changed)

    def _list(self, format: str, path: str | Path | None, name: str) -> ListConfig:  # noqa: A002
        wanted = format or (format_of(str(path)) if path else "")
        if wanted and (found := find(wanted, FORMATS)) is None:
            raise unknown_format(wanted, FORMATS, "writes")
        chosen = found.name if wanted and found else ""
        if not name:
            return ListConfig(name="", format=chosen or "text")
        named = {each.name: each for each in self.config.lists}
        if name not in named:
            raise UsageError(f"There is no list called {name!r} in pubman.toml.")
        return replace(named[name], format=chosen or named[name].format)

    # ------------------------------------------------------------------------------- keeping safe

    def undo(self, number: int | None = None, *, with_later: bool = False) -> Sequence[LogLine]:
        """Undo the latest change, or the one with that number in the log."""
        return history.undo(self._session, number, with_later=with_later)

    def redo(self, number: int | None = None) -> LogLine:
        """Redo the latest undone change."""
        return history.redo(self._session, number)

    def backup(self, path: str | Path | None = None) -> Backup:
        """Copy the store into its backup folder, or to ``path``."""
        return safekeeping.make_backup(self._session, Path(path) if path else None)

    def dump(self, folder: str | Path) -> int:
        """Write the store as text into ``folder``, and return the number of rows."""
        return safekeeping.write_dump(self._session, Path(folder))

    def rebuild(self, *, dry_run: bool = False) -> Rebuilt:
        """Match and merge all records again."""
        return rebuild(self._session, dry_run=dry_run)
