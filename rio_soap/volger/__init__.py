"""A right copy of the open data, kept in step: ``rio-data volg``. Needs nothing of the server."""
