"""Mutants of a client that break a rule of RIO, and of its conduct over several messages."""

import uuid
from datetime import timedelta
from typing import Any

from lxml import etree

from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.namen import PROEF
from tests.keurmutanten.klant import KLANT, Doe, boom, inhoud, vind, zet
from tests.keurmutanten.klant_inhoud import (
    AANBIEDER,
    AANBOD,
    EENHEID,
    GEBRUIK,
    WEG_EENHEID,
    hernoem,
    in_,
    kenmerk,
    naam,
)
from tests.keurmutanten.klantproef import BEGIN, Boom, Klant, Uitgaand, aanbod, herteken, op_adres

RELATIE = "aanleveren_opleidingsrelatie"
DAG = timedelta(days=1)
_VAST = str(uuid.UUID(int=14, version=4))


def ook(doe: Any) -> Doe:
    """One thing more than the script."""
    return lambda k: k.tussen.append(doe)


def _codes(*codes: str) -> Boom:
    """The two codes of a relation."""

    def stap(root: etree._Element) -> None:
        for element, code in zip(inhoud(root).iter("{*}opleidingseenheidcode"), codes, strict=False):
            element.text = code

    return stap


def _eerder(root: etree._Element) -> None:
    """A first day of entry before the unit begins."""
    if (begin := vind(root, "begindatum")) is not None:
        eerste = etree.Element(naam(begin, "eersteInstroomDatum"))
        eerste.text = (BEGIN - DAG).isoformat()
        begin.addnext(eerste)


def _zelfde_sleutel(root: etree._Element) -> None:
    if vind(root, "opleidingseenheidcode") is None:
        for element in kenmerk(root, "eigenOpleidingseenheidSleutel"):
            element[1].text = _VAST


def _zelf(root: etree._Element) -> None:
    codes = list(inhoud(root).iter("{*}opleidingseenheidcode"))
    codes[1].text = codes[0].text


def _met_particulier(k: Klant) -> None:
    relatie = bouw.relatie(k.codes["eenheid"], k.codes["particulier"])
    k.roep(RELATIE, opleidingsrelatie=relatie)


def _nog_een(k: Klant) -> None:
    relatie = bouw.relatie(k.codes["variant"], k.codes["eenheid"], BEGIN + DAG)
    k.roep(RELATIE, opleidingsrelatie=relatie)


def _te_vroeg_weg(k: Klant) -> None:
    k.roep(WEG_EENHEID, opleidingseenheidcode=k.codes["eenheid"])


def _variant_weg(k: Klant) -> None:
    """With its relation, and no offer."""
    k.roep(WEG_EENHEID, opleidingseenheidcode=k.codes["variant"])


def _nog_een_gebruik(k: Klant) -> None:
    k.roep(GEBRUIK, onderwijslocatiegebruik=op_adres())


def _studielast(root: etree._Element) -> None:
    if any(e[1].text == "VARIANT" for e in kenmerk(root, "soort")):
        lang = vind(root, "naamLang")
        assert lang is not None
        for lokaal, waarde in (("studielasteenheid", "ECTS_PUNT"), ("studielast", "60")):
            element = etree.Element(naam(lang, lokaal))
            element.text = waarde
            lang.addnext(element)


def _erkend(k: Klant) -> None:
    k.roep(EENHEID, opleidingseenheid=bouw.eenheid(code=PROEF.erkendeEenheid))


def _verplaatst(k: Klant) -> None:
    k.roep(AANBOD, aangebodenOpleiding=aanbod(k, k.codes["variant"]))


def _pagina_een(root: etree._Element) -> None:
    if (element := vind(root, "pagina")) is not None:
        element.text = str(int(element.text or "0") + 1)


def _voorbij(k: Klant) -> None:
    for pagina in (1, 2, 3):
        k.roep("opvragen_opleidingseenhedenVanOrganisatie", onderwijsbestuurcode=PROEF.bestuur, pagina=pagina)


def _terug(k: Klant) -> None:
    """What was read goes back as it was read, but for its namespace."""
    gelezen: list[etree._Element] = []
    oud = k.rio.wissel.verbinding.post

    def luister(*wat: Any, **rest: Any) -> Any:
        antwoord = oud(*wat, **rest)
        root = etree.fromstring(antwoord.inhoud)
        gelezen.extend(root.iter("{*}hoOpleiding"))
        return antwoord

    k.rio.wissel.verbinding.post = luister  # type: ignore[method-assign]
    k.roep("opvragen_opleidingseenheid", opleidingseenheidcode=k.codes["eenheid"])
    k.rio.wissel.verbinding.post = oud  # type: ignore[method-assign]

    def pas(uit: Uitgaand) -> None:
        root = etree.fromstring(uit.data)
        if uit.operatie == EENHEID and gelezen:
            for element in gelezen[0].iter():
                element.tag = naam(inhoud(root), etree.QName(element).localname)
            inhoud(root)[-1] = gelezen[0]
            uit.data = herteken(k, root)

    k.stappen.append(pas)
    k.roep(EENHEID, opleidingseenheid=bouw.eenheid(code=k.codes["eenheid"]))
    k.stappen.remove(pas)


KLANT.zet(
    {
        "rule-end-before-begin": in_(EENHEID, zet("2020-01-01", "einddatum")),
        "rule-period-gap": in_(
            EENHEID,
            lambda root: [
                setattr(e[0], "text", (BEGIN + DAG).isoformat()) for e in inhoud(root).iter("{*}hoOpleidingPeriode")
            ] and None,
        ),
        "rule-period-other": in_(EENHEID, hernoem("hoOpleidingPeriode", "hoOnderwijseenheidPeriode")),
        "rule-unit-unknown": in_(AANBOD, zet("9999O9999", "opleidingseenheidSleutel")),
        "rule-provider-unknown": in_(AANBOD, zet("999A999", "onderwijsaanbiedercode")),
        "rule-location-unknown": in_(AANBOD, zet("999X999", "onderwijslocatiecode")),
        "rule-board-unknown": in_(AANBIEDER, zet("999B999", "onderwijsbestuurcode")),
        "rule-brin-unknown": in_(AANBIEDER, zet("00XX", "instellingserkenningscode")),
        "rule-address-unknown": in_(GEBRUIK, zet("9999ZZ", "postcode")),
        "rule-outside-unit": in_(AANBOD, _eerder),
        "rule-other-owner": in_(AANBOD, zet(PROEF.vreemdeAanbieder, "onderwijsaanbiedercode")),
        "rule-relation-self": in_(RELATIE, _zelf),
        "rule-relation-type": ook(_met_particulier),
        "rule-relation-outside": in_(RELATIE, zet((BEGIN - DAG).isoformat(), "begindatum")),
        "rule-relation-overlap": ook(_nog_een),
        "rule-remove-referred": ook(_te_vroeg_weg),
        "rule-remove-missing": in_(WEG_EENHEID, zet("9999O9999", "opleidingseenheidcode")),
        "rule-key-twice": in_(EENHEID, _zelfde_sleutel),
        "rule-use-twice": ook(_nog_een_gebruik),
        "rule-cohort-twice": in_(
            AANBOD, lambda root: [setattr(e, "text", "2025") for e in inhoud(root).iter("{*}cohortcode")] and None
        ),
        "rule-variant-load": in_(EENHEID, _studielast),
        "rule-recognised": ook(_erkend),
        "rule-offer-moved": ook(_verplaatst),
        "conduct-page-one": boom(_pagina_een),
        "conduct-page-beyond": ook(_voorbij),
        "conduct-kenmerk-kept": ook(_terug),
        "conduct-parent-first": ook(_variant_weg),
    }
)  # fmt: skip
