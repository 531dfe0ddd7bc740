"""The pages: one module each, with a function from the library and the request to a page."""
