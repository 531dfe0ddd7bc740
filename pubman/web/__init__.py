"""The one way out: polite to the host, bounded, honest about what came.

A ``Session`` asks for one thing at a time, seconds apart, says who is asking, waits when it is told
to, tries a mirror where the host itself fails, and turns everything that can go wrong into one of
the errors below ``SourceError``. It never tries to pass a robot check: it recognises the page.

==============  ==================================================================================
``session``     a host, then its mirrors; again where that may help; every fault an error
``wire``        one request: redirects, the body unpacked within bounds, requests kept apart
``addresses``   hosts, and where a redirect may lead
``agent``       who asks
==============  ==================================================================================
"""

from pubman.web.agent import chosen_url, project_url, user_agent
from pubman.web.session import Response, Session
from pubman.web.wire import Clock, Limits, Seen, SystemClock

__all__ = [
    "Clock", "Limits", "Response", "Seen", "Session", "SystemClock", "chosen_url", "project_url",
    "user_agent",
]  # fmt: skip
