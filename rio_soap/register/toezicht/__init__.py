"""toezicht."""
