"""Functions that need no open library: open or start one; read, convert and compare files."""

from __future__ import annotations

from pathlib import Path

from pubman.api.library import Library
from pubman.api.results import Records
from pubman.formats import detect
from pubman.formats import read as read_format
from pubman.formats.items import Problem
from pubman.formats.registry import find_format
from pubman.library import conversion, safekeeping
from pubman.library.init import begin
from pubman.library.input_files import open_file
from pubman.library.safekeeping import Loaded, Restored
from pubman.library.session import open_library
from pubman.match import Verdict, profile
from pubman.match import compare as compare_profiles
from pubman.record import Record
from pubman.venues import VenueTable

__all__ = ["compare", "convert", "load", "open", "read", "restore", "start"]


def open(path: str | Path | None = None) -> Library:  # noqa: A001 - pubman.open, as gzip.open
    """Open the library at ``path``, or the nearest ``pubs.db`` in this folder and those above.

    Close it, or use it in a ``with`` statement. Raise ``StoreError`` if there is no store or it
    cannot be used, and ``ConfigError`` for a ``pubman.toml`` that is not valid.
    """
    return Library(open_library(Path(path) if path else None))


def start(
    folder: str | Path = ".", *, name: str = "", dblp: str = "", orcid: str = "", scholar: str = ""
) -> Library:
    """Start a library in ``folder`` and open it: ``pubman init``.

    Write ``pubman.toml`` and ``pubs.db``. A ``pubman.toml`` that exists is used as it is.
    """
    begun = begin(Path(folder), name=name, dblp=dblp, orcid=orcid, scholar=scholar)
    return open(begun.store)


def read(path: str | Path, *, format: str = "") -> Records:  # noqa: A002 - its name everywhere
    """Read the records of a file in any format that pubman knows, without a store.

    ``format`` is needed only if the content does not tell. Raise ``BadInput`` for a file that is
    not a bibliography.
    """
    path = Path(path)
    with open_file(path) as file:
        data = file.read()
    found = find_format(format).name if format else detect(data[: 1 << 16], path.name)
    items = list(read_format(found, data, filename=path.name))
    return Records(
        format=found,
        records=tuple(item for item in items if isinstance(item, Record)),
        problems=tuple(item for item in items if isinstance(item, Problem)),
    )


def convert(path: str | Path, *, to: str, source: str = "") -> str:
    """Return the records of a file as text in the format ``to``, without a store.

    ``source`` is the format of the file; by default, its content decides.
    """
    path = Path(path)
    with open_file(path) as file:
        made = conversion.convert(file, to, source=source, filename=path.name)
        return made.content.decode("utf-8", "replace")


def compare(a: Record, b: Record) -> Verdict:
    """Compare two records: ``same``, ``version``, ``extends``, ``ask`` or ``different``.

    The verdict has the rule that decided, a score from 0 to 1, and the evidence.
    """
    venues = VenueTable.load(())
    first, second = (
        profile(each, venue=venues.resolve(each), source="file", own_duplicates=True)
        for each in (a, b)
    )
    return compare_profiles(first, second)


def load(source: str | Path, *, into: str | Path | None = None) -> Loaded:
    """Load a folder that ``Library.dump`` wrote, or merge in another store: ``pubman load``."""
    return safekeeping.load(Path(source), db=Path(into) if into else None)


def restore(
    store: str | Path, backup: str | Path | None = None, *, force: bool = False
) -> Restored:
    """Restore a backup of ``store``, by default the newest: ``pubman restore``.

    The present store is kept as a backup. ``force`` restores even if newer changes would be lost.
    """
    return safekeeping.restore(Path(store), Path(backup) if backup else None, force=force)
