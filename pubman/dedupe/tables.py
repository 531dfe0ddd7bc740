"""Groups, questions and answers as tables, for spreadsheets and other programs.

The ending of the file says the format: ``.csv``, or ``.parquet`` with the extra ``parquet``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from pubman.dedupe.groups import PairAnswer
from pubman.errors import BadInput, MissingExtra, UsageError
from pubman.formats.jsonl.reader import read_object
from pubman.record import Record

GROUP_COLUMNS: Final = (
    "group", "entry", "lead", "title", "year", "doi",
    "with", "verdict", "rule", "score", "evidence",
)  # fmt: skip
QUESTION_COLUMNS: Final = (
    "a", "b", "title_a", "title_b", "score", "rule", "evidence", "answer",
)  # fmt: skip
Word = Literal["same", "different", "extends"]
ANSWERS: Final[tuple[Word, ...]] = ("same", "different", "extends")
"""What the column ``answer`` takes; empty leaves the question open."""
_PORTION: Final = 50_000


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write *rows* to *path* and return how many there were."""
    if path.suffix == ".parquet":
        return _write_parquet(path, columns, rows)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(row.get(column, "")) for column in columns])
            count += 1
    return count


def _cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def read_answers(path: Path, numbers: Mapping[str, int]) -> list[PairAnswer]:
    """Return the answers of a table of questions. ``numbers`` are those of the entries by name."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeError, csv.Error) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from None
    if rows and not {"a", "b", "answer"} <= rows[0].keys():
        raise BadInput(
            f"{path.name} is not a table of questions: it needs the columns a, b, answer."
        )
    return [each for line, row in enumerate(rows, 2) for each in _answer(row, line, path, numbers)]


def _answer(
    row: Mapping[str, str | None], line: int, path: Path, numbers: Mapping[str, int]
) -> Iterator[PairAnswer]:
    word = (row["answer"] or "").strip().lower()
    if not word:
        return
    answer = next((each for each in ANSWERS if each == word), None)
    if answer is None:
        known = ", ".join(ANSWERS)
        raise UsageError(f"{path.name}, line {line}: {word!r} is not an answer (use {known}).")
    names = [(row[column] or "").removeprefix("'") for column in ("a", "b")]
    missing = [name for name in names if name not in numbers]
    if missing:
        raise UsageError(f"{path.name}, line {line}: no file has the entry {missing[0]!r}.")
    a, b = (numbers[name] for name in names)
    yield PairAnswer(a=a, b=b, verdict=answer)


# ----------------------------------------------------------------------------------------- Parquet


def _arrow() -> Any:
    try:
        import pyarrow.parquet  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise MissingExtra("Parquet files need", "parquet") from None
    return pyarrow


def _write_parquet(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    arrow = _arrow()
    numbers = {"group": arrow.int64(), "score": arrow.float64(), "lead": arrow.bool_()}
    schema = arrow.schema([(name, numbers.get(name, arrow.string())) for name in columns])
    count, portion = 0, list[dict[str, Any]]()
    with arrow.parquet.ParquetWriter(path, schema) as writer:
        for row in rows:
            portion.append({name: _typed(row.get(name), name in numbers) for name in columns})
            count += 1
            if len(portion) >= _PORTION:
                writer.write_table(arrow.Table.from_pylist(portion, schema))
                portion.clear()
        writer.write_table(arrow.Table.from_pylist(portion, schema))
    return count


def _typed(value: Any, number: bool) -> Any:  # noqa: FBT001 - one column or the other
    if number:
        return None if value in ("", None) else value
    return "" if value is None else str(value)


def read_parquet(path: Path) -> Iterator[Record]:
    """Yield the records of a Parquet file with columns named like our fields."""
    arrow = _arrow()
    seen: dict[str, int] = {}
    try:
        file = arrow.parquet.ParquetFile(path)
    except (OSError, arrow.ArrowInvalid) as error:
        raise BadInput(f"{path.name} is not a Parquet file: {error}.") from None
    line = 0
    with file:
        for batch in file.iter_batches(_PORTION):
            for row in batch.to_pylist():
                line += 1
                known = {name: value for name, value in row.items() if value is not None}
                yield read_object(known, json.dumps(known, default=str), line, seen)
