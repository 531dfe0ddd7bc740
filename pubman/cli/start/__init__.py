"""Commands under the heading Start: init, import, sync and add."""
