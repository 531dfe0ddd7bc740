"""One import: a file as read (``reading``), what it writes (``records``, ``listings``), and what it
changed (``result``).
"""
