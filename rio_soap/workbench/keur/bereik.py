"""Whether the endpoint under test is there at all."""

from typing import Final

from rio_soap.bevinding.spraak import zin

_NIET_HIER: Final = (404, 405, 410)
"""HTTP statuses by which somebody else answers; a redirection is one too. After the first message they are findings."""


class Onbereikbaar(Exception):
    """The endpoint gives no answer at all."""


def wie_antwoordt(operatie: str, status: int) -> None:
    """Look at the first answer: is it a service of RIO that speaks there?

    :param status: HTTP status of that answer.
    :raises Onbereikbaar: when it is somebody else.
    """
    if status in _NIET_HIER or 300 <= status < 400:
        raise Onbereikbaar(f"{operatie}: {zin('clientfout.geen_soap')} HTTP status {status}")
