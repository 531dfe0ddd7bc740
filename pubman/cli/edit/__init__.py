"""Commands under the heading Edit."""
