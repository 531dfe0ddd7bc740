"""What a fault of the network means: what to say, and whether asking again may help."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import requests
import urllib3.exceptions
from urllib3.exceptions import NameResolutionError

from pubman.web.deadline import Deadline


class Failed(Exception):
    """The host did not answer as a working host does.

    ``wait`` are the seconds it asks to wait, ``again`` says whether asking again may help, and
    ``limited`` that it answered 429: then no mirror is asked.
    """

    def __init__(
        self, what: str, *, wait: float | None = None, again: bool = True, limited: bool = False
    ) -> None:
        super().__init__(what)
        self.what = what
        self.wait = wait
        self.again = again
        self.limited = limited


def too_slow(host: str, deadline: Deadline) -> Failed:
    """Return that a host did not finish in time."""
    return Failed(
        f"{host} did not finish its answer within {deadline.seconds:.0f} seconds", again=False
    )


def failure(host: str, error: Exception) -> Failed:
    """Return what a fault of the network means."""
    if isinstance(error, requests.exceptions.SSLError):
        return Failed(f"{host} has no valid certificate", again=False)
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return Failed(f"{host} does not answer in time")
    if isinstance(error, urllib3.exceptions.HTTPError):
        return Failed(f"{host} broke off")
    if _is_not_http(error):
        return Failed(f"{host} sent an answer that is not HTTP", again=False)
    # A name that cannot be resolved now is not resolved some seconds later: mostly this machine is
    # offline. So the error is reported at once.
    has_name = not any(isinstance(each, NameResolutionError) for each in _causes(error))
    return Failed(f"{host} cannot be reached", again=has_name)


def _is_not_http(error: Exception) -> bool:
    """Return whether the head of an answer was damaged, and not just missing."""
    found = (each for each in _causes(error) if isinstance(each, http.client.HTTPException))
    first = next(found, None)
    return first is not None and not isinstance(first, http.client.RemoteDisconnected)


def _causes(error: Exception) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__context__
