"""The pages for everybody."""

from typing import Final

from rio_soap.web.frame.scherm import Scherm
from rio_soap.web.publiek import (
    aanbodschermen,
    begin,
    codeverwijzing,
    databladen,
    erkenningschermen,
    historieblad,
    licentieschermen,
    lijstbladen,
    locatieschermen,
    opleidingschermen,
    opleidingserkenningschermen,
    organisatieblad,
    samenwerkingschermen,
    uitlegbladen,
    uittrekselblad,
    wijzigingenblad,
    zoekscherm,
)

PUBLIEKE_SCHERMEN: Final[tuple[Scherm, ...]] = (
    *begin.SCHERMEN,
    *zoekscherm.SCHERMEN,
    *codeverwijzing.SCHERMEN,
    *organisatieblad.SCHERMEN,
    *historieblad.SCHERMEN,
    *aanbodschermen.SCHERMEN,
    *opleidingschermen.SCHERMEN,
    *locatieschermen.SCHERMEN,
    *erkenningschermen.SCHERMEN,
    *samenwerkingschermen.SCHERMEN,
    *opleidingserkenningschermen.SCHERMEN,
    *licentieschermen.SCHERMEN,
    *lijstbladen.SCHERMEN,
    *wijzigingenblad.SCHERMEN,
    *uittrekselblad.SCHERMEN,
    *databladen.SCHERMEN,
    *uitlegbladen.SCHERMEN,
)
