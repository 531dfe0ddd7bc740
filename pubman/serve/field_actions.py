"""What a form can do with the fields, tags, links and roles of publications."""

from __future__ import annotations

from collections.abc import Sequence

from pubman.errors import UsageError
from pubman.library import attributes, editor, fields
from pubman.library.fields import Edited
from pubman.library.session import Library
from pubman.serve.clusters import clusters, listed
from pubman.serve.done import Action, Done, count
from pubman.serve.forms import Form
from pubman.store.keys import resolve
from pubman.store.publications import publications


def _edited(done: Edited, text: str) -> Done:
    return Done(text=text, operation=done.operation, key=done.key)


def set_field(library: Library, form: Form) -> Done:
    """Set a field of a publication."""
    (key,), field, value = form.keys, form.need("field"), form.get("value")
    done = fields.set_field(library, key, field, value)
    return _edited(
        done,
        f"{done.key}: {field} is now “{done.after}”."
        if done.after
        else f"{done.key}: {field} is empty now.",
    )


def unset_field(library: Library, form: Form) -> Done:
    """Remove a person's value of a field."""
    (key,), field = form.keys, form.need("field")
    done = fields.unset_field(library, key, field)
    return _edited(done, f"{done.key}: the sources give {field} again.")


def _many(done: Sequence[Edited], text: str) -> Done:
    return Done(text=text, operation=max((each.operation for each in done), default=0))


def add_tag(library: Library, form: Form) -> Done:
    """Add a tag to publications."""
    name = form.need("tag")
    done = attributes.tag(library, name, form.keys)
    return _many(done, f"Tag “{name}” added to {count(len(form.keys))}.")


def remove_tag(library: Library, form: Form) -> Done:
    """Remove a tag from publications."""
    name = form.need("tag")
    done = attributes.tag(library, name, form.keys, present=False)
    return _many(done, f"Tag “{name}” removed from {count(len(form.keys))}.")


def set_on_many(library: Library, form: Form) -> Done:
    """Set a field of several publications."""
    field, value = form.need("field"), form.get("value")
    with library.operation("set", f"{count(len(form.keys))}  {field} = {value}") as operation:
        for key in form.keys:
            fields.set_field(library, key, field, value)
    text = f"{field} set on {count(len(form.keys))}."
    return Done(text=text, operation=operation.id)


def order(library: Library, form: Form) -> Done:
    """Give the publications of the form the order in which it names them."""
    return _keep_order(library, form.keys)


def _keep_order(library: Library, keys: Sequence[str]) -> Done:
    with library.operation("set", f"order of {count(len(keys))}") as operation:
        for position, key in enumerate(keys, 1):
            fields.set_field(library, key, "position", str(position))
    return Done(text=f"Order of {count(len(keys))} kept.", operation=operation.id)


def move(library: Library, form: Form) -> Done:
    """Move one publication up or down among the publications of its year on the page."""
    direction, _, key = form.need("move").partition(":")
    year = _year_of(library, key)
    keys = [each for each in form.all("shown") if _year_of(library, each) == year]
    if key not in keys:
        raise UsageError(f"{key} is not on this page.")
    at = keys.index(key)
    to = at - 1 if direction == "up" else at + 1
    if not 0 <= to < len(keys):
        return Done(text=f"{key} is already at the end of its year.")
    keys[at], keys[to] = keys[to], keys[at]
    return _keep_order(library, keys)


def _year_of(library: Library, key: str) -> int | None:
    target = resolve(library.store, key)
    return publications(library.store, [target.publication], only=("date",))[0].year


def unite(library: Library, form: Form) -> Done:
    """Use one spelling in place of several."""
    wanted, value, what = set(form.all("spelling")), form.need("value"), form.need("what")
    uses = [
        use
        for cluster in clusters(listed(library), what)
        for spelling in cluster.spellings
        if spelling.text in wanted and spelling.text != value
        for use in spelling.uses
    ]
    if not uses:
        return Done(text="No other spelling was selected.")
    with library.operation("set", f"{value} in {count(len(uses))}") as operation:
        for use in uses:
            fields.set_field(library, use.key, use.field, value)
    return Done(text=f"“{value}” used in {count(len(uses))}.", operation=operation.id)


def link(library: Library, form: Form) -> Done:
    """Add a link to a publication, or remove it."""
    (key,) = form.keys
    label, url = form.need("label"), form.get("url")
    done = attributes.link(library, key, label, url)
    return _edited(done, f"{done.key}: link “{label}” {'added' if url else 'removed'}.")


def mark(*, present: bool) -> Action:
    """Return the action that gives authors a role, or removes it."""

    def act(library: Library, form: Form) -> Done:
        (key,) = form.keys
        role, authors = form.need("role"), form.all("author")
        done = attributes.mark(library, key, role, authors, present=present)
        verb = "marked" if present else "no longer marked"
        return _many(done, f"{key}: {', '.join(authors)} {verb} as {role}.")

    return act


def edit(library: Library, form: Form) -> Done:
    """Take an entry that was edited as BibTeX."""
    (key,) = form.keys
    saved = editor.save(library, editor.open_entry(library, key), form.need("text"))
    changed = ", ".join(each.field for each in saved.changes)
    text = f"{saved.key}: {changed} changed." if changed else f"{saved.key}: nothing changed."
    return Done(text=text, operation=saved.operation, key=saved.key)
