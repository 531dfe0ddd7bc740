"""Import: drop files, see what they would change, then take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from pubman.errors import PubmanError, UsageError
from pubman.library.imports import Report, read_file, take_in
from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.done import Done, count
from pubman.serve.forms import Form
from pubman.serve.pages import Page
from pubman.store.imports.reading import Reading


def page(_desk: Desk, _: Library, __: Request) -> Page:
    """Return the page on which people drop files."""
    return Page(template="import.html", title="Import", data={"files": [], "report": None})


def look(library: Library, desk: Desk, numbers: Sequence[str]) -> Page:
    """Return what an import of the uploaded files would change. Nothing is written."""
    files: list[dict[str, Any]] = []
    for number in numbers:
        path = desk.upload(number)
        if path is None:
            continue
        try:
            reading = read_file(library, path)
            report = take_in(library, [reading], dry_run=True)
        except PubmanError as error:
            files.append({"number": number, "name": path.name, "problem": error.message})
        else:
            files.append({"number": number, "name": path.name, "problem": "", "report": report})
    data = {"files": files, "report": None}
    return Page(template="import.html", title="Import", data=data)


def take(library: Library, desk: Desk, form: Form) -> Done:
    """Import the uploaded files that the form names, as one change."""
    paths = [path for number in form.all("upload") if (path := desk.upload(number))]
    if not paths:
        raise UsageError("These files are no longer here. Please choose them again.")
    mine = {"yes": True, "no": False}.get(form.get("mine"))
    readings: list[Reading] = []
    for path in paths:
        readings.append(read_file(library, path, mine=mine, beside=readings))
    report = take_in(library, readings)
    return Done(text=said(report), operation=report.operation)


def said(report: Report) -> str:
    """Return what an import did, in one sentence."""
    new = report.after - report.before
    names = ", ".join(arrival.reading.location for arrival in report.arrivals)
    more = f", {count(report.questions, 'question')} for you" if report.questions else ""
    return f"{names}: {count(max(new, 0), 'new publication')}{more}."
