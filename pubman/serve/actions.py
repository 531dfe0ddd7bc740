"""What a form can do. Each action is one function of the library, so it is one undoable change.

To add an action: a function from the library and the form to :class:`Done`, and a line of
``ACTIONS``. Its name is the address: ``POST /do/NAME``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from pubman.config.list_options import set_list_options
from pubman.errors import UsageError
from pubman.library import checks, decisions, history, review
from pubman.library.checks.fixing import fix
from pubman.library.decisions import Decided
from pubman.library.lists import make
from pubman.library.output_folders import fill, is_folder
from pubman.library.output_paths import output_path
from pubman.library.outputs import write
from pubman.library.session import CONFIG_NAME, Library
from pubman.serve import field_actions
from pubman.serve.done import Action, Done, count
from pubman.serve.forms import Form, name_of

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
        return Done(text=f"{count(len(form.keys))} {word}.", operation=done.operation)

    return act


def _unhide(library: Library, form: Form) -> Done:
    done = decisions.unhide(library, form.keys)
    text = f"{count(len(form.keys))} back on your lists."
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
        one = review.answer(library, found[0], word)
        return Done(text=_ANSWERED[word], operation=one.operation)
    done = review.answer_all(library, found, word)
    skipped = f" {len(done.skipped)} skipped: {done.skipped[0][1]}" if done.skipped else ""
    text = f"{count(len(done.answered), 'question')} answered: {word}.{skipped}"
    return Done(text=text, operation=done.operation)


# ---------------------------------------------------------------------------------- checks, history


def _accept(library: Library, form: Form) -> Done:
    named = form.all("finding")
    done = checks.accept(library, named)
    return Done(text=f"{count(len(named), 'finding')} accepted.", operation=done.operation)


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
    left = f" {count(len(done.left), 'finding')} left for you." if done.left else ""
    return Done(text=f"{count(len(done.fixed), 'finding')} fixed.{left}", operation=done.operation)


ACTIONS: Final[Mapping[str, Action]] = {
    "same": _same,
    "apart": _apart,
    "extends": _extends,
    "mine": _own("mine", "now yours"),
    "hide": _own("hidden", "hidden from your lists"),
    "keep": _own("kept", "kept"),
    "unhide": _unhide,
    "answer": _answer,
    "set": field_actions.set_field,
    "unset": field_actions.unset_field,
    "set-many": field_actions.set_on_many,
    "order": field_actions.order,
    "move": field_actions.move,
    "unite": field_actions.unite,
    "export": _export,
    "tag": field_actions.add_tag,
    "untag": field_actions.remove_tag,
    "link": field_actions.link,
    "mark": field_actions.mark(present=True),
    "unmark": field_actions.mark(present=False),
    "edit": field_actions.edit,
    "accept": _accept,
    "fix": _fix,
    "options": _options,
    "undo": _undo,
    "redo": _redo,
}
"""Every action by the last part of its address."""
