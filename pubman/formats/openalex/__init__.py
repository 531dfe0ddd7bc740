"""OpenAlex: works as its API gives them in JSON, and as its website exports them in CSV."""
