"""aanbod."""
