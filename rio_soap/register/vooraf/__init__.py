"""vooraf."""
