"""DataCite: data sets, software, theses and preprints, as its REST API gives them."""
