"""What a form can do. Each action is one function of the library, so it is one undoable change.

To add an action: a function from the library and the form to :class:`Done`, and a line of
``ACTIONS``. Its name is the address: ``POST /do/NAME``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pubman.config.list_options import set_list_options
from pubman.errors import UsageError
from pubman.library import attributes, checks, decisions, editor, fields, history, review
from pubman.library.checks.fixing import fix
from pubman.library.decisions import Decided
from pubman.library.fields import Edited
from pubman.library.lists import make
from pubman.library.output_folders import fill, is_folder
from pubman.library.output_paths import output_path
from pubman.library.outputs import write
from pubman.library.session import CONFIG_NAME, Library
from pubman.serve.clusters import clusters, listed
from pubman.serve.forms import Form, name_of
from pubman.store.keys import resolve
from pubman.store.publications import publications


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did, in one sentence. ``operation``: the change to undo; 0 for none."""

    text: str
    operation: int = 0
    key: str = ""


Action = Callable[[Library, Form], Done]


def _count(number: int, noun: str = "publication") -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


# --------------------------------------------------------------------------------------- decisions


def _decided(done: Decided, changed: str, unchanged: str) -> Done:
    text = changed.format(*done.keys, key=done.keys[0]) if done.changed else unchanged
    return Done(text=text, operation=done.operation, key=done.keys[0])


def _same(library: Library, form: Form) -> Done:
    keys = form.keys
    done = decisions.merge(library, keys)
    return _decided(done, f"Merged {len(keys)} into {{key}}.", "These are already one publication.")


def _apart(library: Library, form: Form) -> Done:
    done = decisions.split(library, form.keys)
    return _decided(done, "These are different works.", "These are already different works.")


def _extends(library: Library, form: Form) -> Done:
    a, b = form.need("extending"), form.need("extended")
    done = decisions.extend(library, a, b)
    return _decided(done, f"{a} extends {b}.", f"{a} already extends {b}.")


def _own(state: Literal["mine", "hidden", "kept"], word: str) -> Action:
    def act(library: Library, form: Form) -> Done:
        done = decisions.own(library, form.keys, state)
        return Done(text=f"{_count(len(form.keys))} {word}.", operation=done.operation)

    return act


def _unhide(library: Library, form: Form) -> Done:
    done = decisions.unhide(library, form.keys)
    text = f"{_count(len(form.keys))} back on your lists."
    return Done(text=text, operation=done.operation)


_ANSWERED: Final = {
    "same": "Merged. They are one publication now.",
    "different": "Kept apart. I will not ask again.",
    "extends": "Tied: the first extends the second.",
    "extended": "Tied: the second extends the first.",
    "mine": "Yours: it is on your lists.",
    "hide": "Hidden. I will not ask again.",
    "keep": "Kept on your lists.",
}


def _answer(library: Library, form: Form) -> Done:
    """Answer every question that the form names, as one change."""
    word = form.need("word")
    wanted = set(form.all("question"))
    found = [each for each in review.questions(library) if name_of(each) in wanted]
    if not found:
        return Done(text="This question is already answered.")
    if len(found) == 1:
        done = review.answer(library, found[0], word)
        return Done(text=_ANSWERED[word], operation=done.operation)
    with library.operation("review", f"{len(found)} answers: {word}") as operation:
        for question in found:
            review.answer(library, question, word)
    return Done(text=f"{len(found)} questions answered: {word}.", operation=operation.id)


# ------------------------------------------------------------------------------------------ fields


def _edited(done: Edited, text: str) -> Done:
    return Done(text=text, operation=done.operation, key=done.key)


def _set(library: Library, form: Form) -> Done:
    (key,), field, value = form.keys, form.need("field"), form.get("value")
    done = fields.set_field(library, key, field, value)
    return _edited(
        done,
        f"{done.key}: {field} is now “{done.after}”."
        if done.after
        else f"{done.key}: {field} is empty now.",
    )


def _unset(library: Library, form: Form) -> Done:
    (key,), field = form.keys, form.need("field")
    done = fields.unset_field(library, key, field)
    return _edited(done, f"{done.key}: the sources give {field} again.")


def _many(done: Sequence[Edited], text: str) -> Done:
    return Done(text=text, operation=max((each.operation for each in done), default=0))


def _tag(library: Library, form: Form) -> Done:
    name = form.need("tag")
    done = attributes.tag(library, name, form.keys)
    return _many(done, f"Tag “{name}” added to {_count(len(form.keys))}.")


def _untag(library: Library, form: Form) -> Done:
    name = form.need("tag")
    done = attributes.tag(library, name, form.keys, present=False)
    return _many(done, f"Tag “{name}” removed from {_count(len(form.keys))}.")


def _set_on_many(library: Library, form: Form) -> Done:
    field, value = form.need("field"), form.get("value")
    with library.operation("set", f"{_count(len(form.keys))}  {field} = {value}") as operation:
        for key in form.keys:
            fields.set_field(library, key, field, value)
    text = f"{field} set on {_count(len(form.keys))}."
    return Done(text=text, operation=operation.id)


def _order(library: Library, form: Form) -> Done:
    """Give the publications of the form the order in which it names them."""
    return _keep_order(library, form.keys)


def _keep_order(library: Library, keys: Sequence[str]) -> Done:
    with library.operation("set", f"order of {_count(len(keys))}") as operation:
        for position, key in enumerate(keys, 1):
            fields.set_field(library, key, "position", str(position))
    return Done(text=f"Order of {_count(len(keys))} kept.", operation=operation.id)


def _move(library: Library, form: Form) -> Done:
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


def _unite(library: Library, form: Form) -> Done:
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
    with library.operation("set", f"{value} in {_count(len(uses))}") as operation:
        for use in uses:
            fields.set_field(library, use.key, use.field, value)
    return Done(text=f"“{value}” used in {_count(len(uses))}.", operation=operation.id)


def _link(library: Library, form: Form) -> Done:
    (key,) = form.keys
    label, url = form.need("label"), form.get("url")
    done = attributes.link(library, key, label, url)
    return _edited(done, f"{done.key}: link “{label}” {'added' if url else 'removed'}.")


def _mark(*, present: bool) -> Action:
    def act(library: Library, form: Form) -> Done:
        (key,) = form.keys
        role, authors = form.need("role"), form.all("author")
        done = attributes.mark(library, key, role, authors, present=present)
        verb = "marked" if present else "no longer marked"
        return _many(done, f"{key}: {', '.join(authors)} {verb} as {role}.")

    return act


def _edit(library: Library, form: Form) -> Done:
    """Take an entry that was edited as BibTeX."""
    (key,) = form.keys
    saved = editor.save(library, editor.open_entry(library, key), form.need("text"))
    changed = ", ".join(each.field for each in saved.changes)
    text = f"{saved.key}: {changed} changed." if changed else f"{saved.key}: nothing changed."
    return Done(text=text, operation=saved.operation, key=saved.key)


# ---------------------------------------------------------------------------------- checks, history


def _accept(library: Library, form: Form) -> Done:
    named = form.all("finding")
    done = checks.accept(library, named)
    return Done(text=f"{_count(len(named), 'finding')} accepted.", operation=done.operation)


def _undo(library: Library, form: Form) -> Done:
    number = int(form.get("number", "0")) or None
    lines = history.undo(library, number)
    return Done(text=" ".join(f"Undone: {line.command} {line.summary}." for line in lines))


def _redo(library: Library, form: Form) -> Done:
    number = int(form.get("number", "0")) or None
    line = history.redo(library, number)
    return Done(text=f"Done again: {line.command} {line.summary}.", operation=line.id)


def _export(library: Library, form: Form) -> Done:
    """Write the lists of ``pubman.toml`` that name a file, or the one that the form names."""
    name = form.get("list")
    chosen = [each for each in library.config.lists if each.output and name in ("", each.name)]
    if not chosen:
        raise UsageError("No list of pubman.toml names a file.")
    for config in chosen:
        path = output_path(library, config.output)
        if is_folder(config.output):
            fill(library, config, path)
        else:
            write(library, make(library, config), path)
    return Done(text=f"Written: {', '.join(each.output for each in chosen)}.")


def _options(library: Library, form: Form) -> Done:
    """Keep the options of a list in ``pubman.toml``. A box that is not ticked sends nothing."""
    prefix, name = "option-", form.need("list")
    values = {
        field.removeprefix(prefix): form.get(field)
        for field in form.fields
        if field.startswith(prefix)
    }
    for field in form.fields:
        if field.startswith("has-"):
            values.setdefault(field.removeprefix("has-"), "no")
    changed = set_list_options(library.folder / CONFIG_NAME, name, values)
    return Done(text=f"pubman.toml: options of {name} kept." if changed else "Nothing changed.")


def _fix(library: Library, form: Form) -> Done:
    """Fix what check found by one rule, in the publications that the form names or in all."""
    rule = form.need("rule")
    words = [f"key:{key}" for key in form.all("key")]
    done = fix(library, rule, words)
    left = f" {_count(len(done.left), 'finding')} left for you." if done.left else ""
    return Done(text=f"{_count(len(done.fixed), 'finding')} fixed.{left}", operation=done.operation)


ACTIONS: Final[Mapping[str, Action]] = {
    "same": _same,
    "apart": _apart,
    "extends": _extends,
    "mine": _own("mine", "now yours"),
    "hide": _own("hidden", "hidden from your lists"),
    "keep": _own("kept", "kept"),
    "unhide": _unhide,
    "answer": _answer,
    "set": _set,
    "unset": _unset,
    "set-many": _set_on_many,
    "order": _order,
    "move": _move,
    "unite": _unite,
    "export": _export,
    "tag": _tag,
    "untag": _untag,
    "link": _link,
    "mark": _mark(present=True),
    "unmark": _mark(present=False),
    "edit": _edit,
    "accept": _accept,
    "fix": _fix,
    "options": _options,
    "undo": _undo,
    "redo": _redo,
}
"""Every action by the last part of its address."""
