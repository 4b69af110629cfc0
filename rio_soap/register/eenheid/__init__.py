"""eenheid."""
