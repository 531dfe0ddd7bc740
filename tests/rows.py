"""Tests that are tables: every row is tried, and every row that fails is named.

``@every_row`` takes what ``@pytest.mark.parametrize`` takes, and makes one test of the table.
pytest needs some milliseconds for each test, which is longer than most rows take. A row that
changes what a fixture gives it needs a test of its own: use ``parametrize`` there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest

Test = Callable[..., None]
_PARAM = type(pytest.param())  # pytest.param(value, ..., id="name of the row")


def every_row(
    names: str | Sequence[str],
    table: Iterable[Any],
    ids: Iterable[str] | Callable[[Any], object] | None = None,
) -> Callable[[Test], Test]:
    """Run a test for every row of ``table``, whose values are the arguments ``names``."""
    given = [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)
    rows = list(_named(given, list(table), ids))
    if not rows:
        raise ValueError("the table of this test is empty")

    def over(test: Test) -> Test:
        def tried(**fixtures: Any) -> None:
            failed: list[tuple[str, BaseException]] = []
            skipped: list[BaseException] = []
            for name, values in rows:
                try:
                    test(**fixtures, **values)
                except pytest.skip.Exception as reason:
                    skipped.append(reason)
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - all are told
                    error.add_note(f"in the row: {name}")
                    failed.append((name, error))
            _report(failed, skipped, len(rows))

        # pytest reads the names of the fixtures, the marks and the place from these.
        tried.__name__, tried.__doc__, tried.__module__ = (
            test.__name__,
            test.__doc__,
            test.__module__,
        )
        signature = inspect.signature(test)
        kept = [each for name, each in signature.parameters.items() if name not in given]
        tried.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        tried.pytestmark = getattr(test, "pytestmark", [])  # type: ignore[attr-defined]
        return tried

    return over


def _named(
    given: Sequence[str],
    table: Sequence[Any],
    ids: Iterable[str] | Callable[[Any], object] | None,
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the arguments of every row."""
    words = list(ids) if ids is not None and not callable(ids) else []
    if words and len(words) != len(table):
        raise ValueError(f"{len(words)} names for {len(table)} rows")
    for at, row in enumerate(table):
        name, values = "", (row,) if len(given) == 1 else row
        if isinstance(row, _PARAM):
            name, values = row.id or "", row.values
        if callable(ids):
            name = name or "-".join(str(ids(each)) for each in values)
        elif words:
            name = words[at]
        yield name or ", ".join(map(_short, values)), dict(zip(given, values, strict=True))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:97]}..."


def _report(
    failed: Sequence[tuple[str, BaseException]], skipped: Sequence[BaseException], total: int
) -> None:
    """Raise what the rows of one test raised."""
    if len(failed) == 1:
        raise failed[0][1]
    if failed:
        names = "".join(f"\n  {name}" for name, _ in failed)
        said = f"{len(failed)} of {total} rows failed:{names}"
        raise BaseExceptionGroup(said, [error for _, error in failed])
    if len(skipped) == total:
        raise skipped[0]
    if skipped:
        pytest.fail(f"{len(skipped)} of {total} rows were skipped: use parametrize for this table")
