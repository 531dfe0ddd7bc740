"""The services pubman asks: one module each, which returns the bytes of an answer."""
