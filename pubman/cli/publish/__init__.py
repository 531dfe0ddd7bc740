"""Commands under the heading Publish: export, convert, check and stats."""
