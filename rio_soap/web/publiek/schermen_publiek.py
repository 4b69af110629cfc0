"""The pages for everybody."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.publiek import begin, databladen, historie, lijstbladen, uitlegbladen, uittrekselblad, wijzigingenblad

PUBLIEKE_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *begin.SCHERMEN,
    *historie.SCHERMEN,
    *lijstbladen.SCHERMEN,
    *wijzigingenblad.SCHERMEN,
    *uittrekselblad.SCHERMEN,
    *databladen.SCHERMEN,
    *uitlegbladen.SCHERMEN,
)
