"""erkenning."""
