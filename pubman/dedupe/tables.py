"""Groups, questions and answers as tables, for spreadsheets and other programs.

The ending of the file says the format: ``.csv``, or ``.parquet`` with the extra ``parquet``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
Put = Callable[[Sequence[Any]], None]
"""Write one row, with a value for each column in order."""
Word = Literal["same", "different", "extends"]
ANSWERS: Final[tuple[Word, ...]] = ("same", "different", "extends")
"""What the column ``answer`` takes; empty leaves the question open."""
_FORMULA: Final = frozenset("=+-@")
_PORTION: Final = 50_000


@contextmanager
def open_table(path: Path, columns: Sequence[str]) -> Iterator[Put]:
    """Return a function that writes a row. The file appears when all rows are written."""
    trial = path.with_name(f".{path.name}.partial")
    try:
        with (_open_parquet if path.suffix == ".parquet" else _open_csv)(trial, columns) as put:
            yield put
        trial.replace(path)
    finally:
        trial.unlink(missing_ok=True)


@contextmanager
def _open_csv(path: Path, columns: Sequence[str]) -> Iterator[Put]:
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(columns)
        yield lambda row: write([_cell(value) for value in row])


def _cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f"'{text}" if text[:1] in _FORMULA else text


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


@contextmanager
def _open_parquet(path: Path, columns: Sequence[str]) -> Iterator[Put]:
    arrow = _arrow()
    numbers = {"group": arrow.int64(), "score": arrow.float64(), "lead": arrow.bool_()}
    schema = arrow.schema([(name, numbers.get(name, arrow.string())) for name in columns])
    portion: list[dict[str, Any]] = []

    def put(row: Sequence[Any]) -> None:
        named = zip(columns, row, strict=True)
        portion.append({name: _typed(value, name in numbers) for name, value in named})
        if len(portion) >= _PORTION:
            writer.write_table(arrow.Table.from_pylist(portion, schema))
            portion.clear()

    with arrow.parquet.ParquetWriter(path, schema) as writer:
        yield put
        writer.write_table(arrow.Table.from_pylist(portion, schema))


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
