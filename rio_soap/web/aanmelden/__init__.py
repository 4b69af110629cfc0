"""Logging in: local accounts with invitation and second step, OpenID Connect, and ending the session."""
