"""Commands under the heading Decide."""
