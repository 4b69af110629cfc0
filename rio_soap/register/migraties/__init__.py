"""From the tables of each earlier version to those of this one, by Alembic; `register.database.migration` runs them.

A script once released never changes: `versions` has one for each step.
"""
