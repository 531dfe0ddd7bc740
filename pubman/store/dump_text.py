"""Facts as text: one file per table (``records.jsonl`` ...), one sorted line of JSON per row.

A changed row is a changed line, and no line has a number of one store in it, so two people's dumps
can be merged as text. Rows that the merge leaves twice are settled here, or refused with their file
and line.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from pubman.errors import BadInput, Install, Step, StoreError
from pubman.store.dump import EMPTY, SHEETS, Facts, Row, Sheet, import_key, in_order, key_of

VERSION: Final = 1
"""The form of the text; a dump of a later form is refused."""
_HEAD: Final = "dump.json"
_ATTRIBUTES: Final = "*.jsonl text eol=lf merge=union\n"
_T = TypeVar("_T")


class _Place(NamedTuple):
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def write(facts: Facts, folder: Path, beside: Mapping[str, bytes]) -> int:
    """Write ``facts`` and the files ``beside`` into ``folder``; return the number of rows.

    Everything is written next to it first. So a new folder appears as a whole, and a full disk
    leaves an older dump as it was.
    """
    folder = folder.absolute()
    stage = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    try:
        stage.mkdir(parents=True)
        for name, content in (_files(facts) | dict(beside)).items():
            (stage / name).write_bytes(content)
        if not folder.exists():
            stage.rename(folder)
        else:
            _move_changed(stage, folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return sum(map(len, facts.values()))


def _files(facts: Facts) -> dict[str, bytes]:
    texts = {_HEAD: f'{{"pubman dump": {VERSION}}}\n', ".gitattributes": _ATTRIBUTES}
    for sheet in SHEETS:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in facts[sheet.table])
        texts[f"{sheet.table}.jsonl"] = "".join(lines)
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _move_changed(stage: Path, folder: Path) -> None:
    for path in sorted(stage.iterdir()):
        old = folder / path.name
        if not old.is_file() or old.read_bytes() != path.read_bytes():
            path.replace(old)


def is_dump(folder: Path) -> bool:
    """Return whether a folder holds a dump."""
    return (folder / _HEAD).is_file()


def read(folder: Path) -> Facts:
    """Return the facts of the dump in ``folder``. ``BadInput`` names the file and line of a
    mistake.
    """
    _check_head(folder)
    found: Facts = {}
    for sheet in SHEETS:
        by_key: dict[tuple[str, ...], tuple[Row, _Place]] = {}
        for place, line in _lines(folder / f"{sheet.table}.jsonl"):
            row = _parse(sheet, place, line)
            key = key_of(sheet, row)
            known = by_key.get(key)
            by_key[key] = (row, place) if known is None else _choose(sheet, known, (row, place))
        found[sheet.table] = in_order(sheet, (row for row, _ in by_key.values()))
    _check_references(found)
    return found


def _check_head(folder: Path) -> None:
    try:
        head = json.loads((folder / _HEAD).read_bytes())
        version = head["pubman dump"]
    except FileNotFoundError:
        way = Step("dump", str(folder), "makes one")
        raise BadInput(f"{folder} does not hold a dump ({_HEAD} is missing).", way) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{folder / _HEAD} cannot be read: {error}.") from error
    if not isinstance(version, int) or version > VERSION:
        raise BadInput(f"{folder} was written by a newer pubman.", Install())


def _lines(path: Path) -> Iterable[tuple[_Place, str]]:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _Place(path.name, number), line


def _parse(sheet: Sheet, place: _Place, line: str) -> Row:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        way = "Settle it there. Lines about different rows may both stay."
        raise BadInput(f"{place} is a merge that was not finished.", way)
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"{place} is not a line of JSON: {error}.") from error
    if not isinstance(row, dict):
        raise BadInput(f"{place} is not a JSON object.")
    _check_columns(sheet, place, row)
    return row


def _check_columns(sheet: Sheet, place: _Place, row: Row) -> None:
    """Refuse a row with unknown columns, without its key, or with a reference to nothing."""
    if unknown := sorted(set(row) - set(sheet.columns)):
        raise BadInput(f"{place}: {sheet.table} has no column {', '.join(unknown)}.")
    missing = [each for each in sheet.key if each not in row and each not in EMPTY]
    if missing:
        raise BadInput(f"{place} has no {' and no '.join(missing)}.")
    for column in (*sheet.records, *sheet.imports):
        if column in row and not _is_reference(row[column]):
            raise BadInput(f"{place}: {column} is not a list of texts.")


def _is_reference(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _choose(sheet: Sheet, one: tuple[Row, _Place], other: tuple[Row, _Place]) -> tuple[Row, _Place]:
    """Return which of two rows with one key counts. A merge by ``union`` keeps both."""
    if one[0] == other[0]:
        return one
    if not sheet.later:
        raise BadInput(
            f"{one[1]} and line {other[1].line} say different things about one row.",
            "Delete the one that is wrong.",
        )
    return prefer(sheet, one, other, lambda pair: pair[0])


def prefer(sheet: Sheet, one: _T, other: _T, row_of: Callable[[_T], Row]) -> _T:
    """Return which of two rows with one key counts: the later one.

    Of two citation keys the one of the better origin counts, then the earlier one.
    """
    first, second = row_of(one), row_of(other)
    if sheet.table == "cite_keys":
        rank = {"hand": 0, "own": 1, "generated": 2, "former": 3}
        key = [
            (rank.get(row.get("origin", ""), 3), str(row.get("given_at")))
            for row in (first, second)
        ]
        return one if key[0] <= key[1] else other
    return other if _time(sheet, second) > _time(sheet, first) else one


def _time(sheet: Sheet, row: Row) -> str:
    value = row.get(sheet.later, "")
    return str(value[2]) if isinstance(value, list) and len(value) > 2 else str(value)


def _check_references(facts: Facts) -> None:
    records = {(row["source"], row["source_key"]) for row in facts["records"]}
    imports = {tuple(import_key(row)) for row in facts["imports"]}
    for sheet in SHEETS:
        for row in facts[sheet.table]:
            for columns, known in ((sheet.records, records), (sheet.imports, imports)):
                for column in columns:
                    if column in row and tuple(row[column]) not in known:
                        raise BadInput(
                            f"{sheet.table}.jsonl refers to {':'.join(row[column])}, which "
                            "is not in the dump.",
                        )


def merge(ours: Facts, theirs: Facts) -> Facts:
    """Return the facts of both. Of a row that both have, the later one counts, or ours."""
    found: Facts = {}
    for sheet in SHEETS:
        rows = {key_of(sheet, row): row for row in theirs[sheet.table]}
        for row in ours[sheet.table]:
            key = key_of(sheet, row)
            known = rows.get(key)
            if known is None or not sheet.later:
                rows[key] = row
            else:
                rows[key] = prefer(sheet, row, known, lambda each: each)
        found[sheet.table] = in_order(sheet, rows.values())
    return found
