"""organisatie."""
