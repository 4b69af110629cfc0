"""A register on every database, as the tests of the register have it."""

from tests.register.conftest import leeg, leeg_schema, leegmaken, register, url

__all__ = ["leeg", "leeg_schema", "leegmaken", "register", "url"]
