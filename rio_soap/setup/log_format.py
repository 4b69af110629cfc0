"""One line per message in the log: what a client wrote must not look like a line of its own."""

import logging

from rio_soap import geheim

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_CHARACTERS = {point: f"\\x{point:02x}" for point in (*range(32), *range(127, 160))} | {
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


class LineFormatter(logging.Formatter):
    """Writes line ends and other control characters of a message as ``\\x0a``; a traceback keeps its lines."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The message on one line."""
        return super().formatMessage(record).translate(_CHARACTERS)

    def format(self, record: logging.LogRecord) -> str:
        """All of the line, with its traceback, without passwords."""
        return geheim.wis(super().format(record))


def configure(level: int) -> None:
    """Log to standard error from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(LineFormatter())
    logging.basicConfig(level=level, handlers=[handler])
