"""What to do next, as a line of text: a fact, a command of pubman, or a command that installs."""

from __future__ import annotations

from pubman.errors import Hint, Install, Step


def shown(hint: Hint) -> str:
    """Return a hint as a line of text. A step and an installation become commands to paste."""
    match hint:
        case Step():
            command = f"pubman {hint.command} {hint.arguments}".rstrip()
            return f"{command}     {hint.purpose}" if hint.purpose else command
        case Install():
            from pubman.cli.say.installation import command_for  # needed only after a failure

            return command_for(hint)
    return hint


def is_command(hint: Hint) -> bool:
    """Return whether ``hint`` is shown as a command, which must stay on one line."""
    return not isinstance(hint, str) or "pubman " in hint
