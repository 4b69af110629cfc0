"""regels."""
