"""Changing the steps of the pipeline: one replaced or preceded, and answers where faults should be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.service import pipeline
from rio_soap.service.bericht import Ondertekend
from tests.keurmutanten.gereedschap import Doe
from tests.keurmutanten.proefdienst import Proefdienst, Uit

Stap = Callable[[Any, Any], Any]
OPENEN = "rio_soap.service.pipeline.OPENEN"


def om_stap(naam: str, maak: Callable[[Stap, Any, Any], Any]) -> Doe:
    """Another step: `maak` gets the right one, the pipeline, and what the step before gave."""

    def doe(proef: Proefdienst) -> None:
        route = pipeline.OPENEN
        assert naam in dict(route.steps)
        stappen = tuple((n, _om(maak, s) if n == naam else s) for n, s in route.steps)
        proef.vervang(OPENEN, replace(route, steps=stappen))

    return doe


def _om(maak: Callable[[Stap, Any, Any], Any], goed: Stap) -> Stap:
    return lambda p, wat: maak(goed, p, wat)


def eerst(naam: str, kijk: Stap) -> Doe:
    """A look before a step, of which only the fault counts."""

    def maak(goed: Stap, p: Any, wat: Any) -> Any:
        kijk(p, wat)
        return goed(p, wat)

    return om_stap(naam, maak)


def als_ondertekend(geadresseerd: Any) -> Ondertekend:
    """What a step after the signature wants, of which nothing is verified."""
    g = geadresseerd
    return Ondertekend(g.bericht, g.envelope, g.adressering, g.operatie, verifieer.ONONDERTEKEND)


def op_fout(maak: Callable[[Any, Edufout], Edufout]) -> Doe:
    """Another fault, where it is written."""

    def doe(proef: Proefdienst) -> None:
        oud = proef.pijplijn.schrijf_fout
        proef.pijplijn.schrijf_fout = lambda b, fout: oud(b, maak(b, fout))  # type: ignore[method-assign]

    return doe


def antwoord_voor_fout(wanneer: Callable[[Edufout], bool], rest: str) -> Doe:
    """An answer where a fault should be, with status 200.

    :param rest: what follows the four elements of bedrijfsdocument, with the prefix ns2.
    """

    def doe(proef: Proefdienst) -> None:
        pijplijn = proef.pijplijn
        oud = pijplijn.schrijf_fout
        gemaakt: set[bytes] = set()

        def schrijf_fout(b: Any, fout: Edufout) -> bytes:
            data: bytes = oud(b, fout)
            if b.afzender is None or not wanneer(fout):
                return data
            vraag = etree.fromstring(b.data)[-1][0]
            velden = [str(kind.text) for kind in list(vraag)[:4]]
            velden[1], velden[2] = velden[2], velden[1]
            namen = [etree.QName(kind).localname for kind in list(vraag)[:4]]
            document = "".join(f"<ns2:{n}>{w}</ns2:{n}>" for n, w in zip(namen, velden, strict=True))
            naam = f"ns2:{etree.QName(vraag).localname.removesuffix('_request')}_response"
            tekst = f'<{naam} xmlns:ns2="{b.dienst.schema_ns}">{document}{rest}</{naam}>'
            concept = pijplijn.stel_op(tekst, b.afzender)
            data = concept.met(concept.onderteken(pijplijn.sleutelpaar))
            gemaakt.add(data)
            return data

        def na(_: bytes, uit: Uit) -> Uit:
            return replace(uit, status=200) if uit.data in gemaakt else uit

        pijplijn.schrijf_fout = schrijf_fout  # type: ignore[method-assign]
        proef.na.append(na)

    return doe


def melding_xml(code: str, tekst: str) -> str:
    """A refusal, as it follows the bedrijfsdocument."""
    sleutel = (
        "<ns2:sleutelgegeven><ns2:sleutelnaam>oin</ns2:sleutelnaam><ns2:sleutelwaarde>1</ns2:sleutelwaarde>"
        "</ns2:sleutelgegeven>"
    )
    return (
        "<ns2:requestGoedgekeurd>false</ns2:requestGoedgekeurd><ns2:foutmelding>"
        f"<ns2:foutcode>{code}</ns2:foutcode><ns2:fouttekst>{tekst}</ns2:fouttekst>{sleutel}</ns2:foutmelding>"
    )
