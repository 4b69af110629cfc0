"""wijzigingen."""
