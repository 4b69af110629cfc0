"""One line per message in the log: what a client wrote must not look like a line of its own."""

import logging

from rio_soap import geheim

_VORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
_TEKENS = {punt: f"\\x{punt:02x}" for punt in (*range(32), *range(127, 160))} | {0x2028: "\\u2028", 0x2029: "\\u2029"}


class Regelvorm(logging.Formatter):
    """Writes line ends and other control characters of a message as ``\\x0a``; a traceback keeps its lines."""

    def __init__(self) -> None:
        super().__init__(_VORM)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The message on one line."""
        return super().formatMessage(record).translate(_TEKENS)

    def format(self, record: logging.LogRecord) -> str:
        """All of the line, with its traceback, without passwords."""
        return geheim.wis(super().format(record))


def stel_in(niveau: int) -> None:
    """Log to standard error from this level on."""
    hendel = logging.StreamHandler()
    hendel.setFormatter(Regelvorm())
    logging.basicConfig(level=niveau, handlers=[hendel])
