"""Conclusions from facts: matches, then groups, then publications and their rows."""
