"""Who asks: what the log of a server shows about this program and the person who runs it."""

from __future__ import annotations

from collections.abc import Sequence

from pubman import __version__


def project_url() -> str:
    """Return the page of this project, so that a server's operator can read about it; or ``""``.

    It is written once, in ``[project.urls]`` of ``pyproject.toml``, and comes with the package.
    """
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415 - slow to import

    try:
        said = metadata("pubman").get_all("Project-URL") or []
    except PackageNotFoundError:  # a checkout that was never installed
        return ""
    return chosen_url([str(each) for each in said])


def chosen_url(said: Sequence[str]) -> str:
    """Return the address among ``Homepage, https://...`` lines: the homepage, else the first."""
    named = {name.strip().lower(): url.strip() for name, _, url in (e.partition(",") for e in said)}
    return named.get("homepage") or next(iter(named.values()), "")


def user_agent(url: str, contact: str) -> str:
    """Return who asks: ``pubman/0.1.0 (+https://...; mailto:me@university.edu)``."""
    # A header may hold ASCII only, and no line break.
    who = " ".join(contact.split()).encode("ascii", "xmlcharrefreplace").decode()
    about = "; ".join(part for part in (url and f"+{url}", who) if part)
    return f"pubman/{__version__}" + (f" ({about})" if about else "")
