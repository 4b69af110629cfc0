"""operaties."""
