"""proefdata."""
