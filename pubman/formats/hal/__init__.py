"""HAL: the open archive of France, from its search API."""
