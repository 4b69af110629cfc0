"""A line of the log is one message, whatever a client wrote into it."""

import logging

from rio_soap.setup.log_format import LineFormatter


def regel(tekst: str, *delen: object) -> str:
    return LineFormatter().format(logging.LogRecord("x", logging.INFO, "f", 1, tekst, delen, None))


def test_line_ends_and_escapes_in_a_message_are_written_out() -> None:
    geschreven = regel("refused: %s", "a\nb\r2026 ERROR\x1b[2J\x85\u2028c")
    assert "\n" not in geschreven
    assert geschreven.endswith("refused: a\\x0ab\\x0d2026 ERROR\\x1b[2J\\x85\\u2028c")


def test_a_traceback_keeps_its_lines() -> None:
    try:
        raise ValueError("x")
    except ValueError as fout:
        soort = (type(fout), fout, fout.__traceback__)
    geschreven = LineFormatter().format(logging.LogRecord("x", logging.ERROR, "f", 1, "kapot", (), soort))
    assert geschreven.count("\n") >= 2
