"""zbMATH Open: the literature of mathematics, from its REST API."""
