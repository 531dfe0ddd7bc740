"""NASA ADS: the literature of astronomy, from its search API."""
