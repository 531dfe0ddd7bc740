"""INSPIRE-HEP: the literature of high energy physics, from its REST API."""
