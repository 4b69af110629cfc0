"""locatie."""
