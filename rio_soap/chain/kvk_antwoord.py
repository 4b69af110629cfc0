"""Reading answers of KvK's Dataservice: registrations, branches and meldingen.

Source: the contract's XSD (2015/02). Officials (`heeft`) and natural persons are never read: personal data that RIO
has no use for. `volledigAdres` is not parsed either, since it can omit the letter.
"""

from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Inschrijving, KvkAdres, KvkOnbekend, KvkVestiging, Rechtsvorm

DS = "http://schemas.kvk.nl/schemas/hrip/dataservice/2015/02"
CAT = "http://schemas.kvk.nl/schemas/hrip/catalogus/2015/02"
INSCHRIJVING = f"{{{DS}}}ophalenInschrijvingResponse"
VESTIGING = f"{{{DS}}}ophalenVestigingResponse"

_NS = {"ds": DS, "cat": CAT}
_ONBEKEND = ("IPD0004", "IPD0005", "IPD0006", "IPD0007", "IPD0010", "IPD5200", "IPD5203")
_EIGEN_FOUT = ("IPD0001", "IPD1998", "IPD1999")
_LATER = {"IPD1002": 60.0, "IPD1003": 300.0}
"""Codes that ask to come back, with the seconds after which that makes sense."""
_PERSONEN = ("natuurlijkPersoon", "naamPersoon")
ONBEKENDE_DATUM = "00000000"


def lees_inschrijving(inhoud: etree._Element) -> Inschrijving | KvkOnbekend:
    """The registration in the body of an answer.

    :raises ChainFailure: when the body is not valid, or its meldingen say that there is no answer now.
    """
    product = _product(inhoud, INSCHRIJVING)
    if isinstance(product, KvkOnbekend):
        return product
    eigenaar = _eigenaar(product)
    soort = etree.QName(eigenaar).localname if eigenaar is not None else None
    rechtspersoon = eigenaar if soort not in _PERSONEN else None
    hoofd = product.find("cat:wordtGeleidVanuit", _NS)
    hoofdvestiging = hoofd[-1] if hoofd is not None and len(hoofd) else None
    plaatsen = [product, rechtspersoon, hoofdvestiging]
    van, tot = _data(product)
    return Inschrijving(
        kvk_nummer=_tekst(product, "kvkNummer") or "",
        rsin=_tekst(rechtspersoon, "rsin"),
        naam=_naam(product, rechtspersoon),
        eigenaar=soort,
        rechtsvorm=_rechtsvorm(rechtspersoon),
        datum_aanvang=van,
        datum_einde=tot,
        ontbonden=_ontbonden(rechtspersoon),
        rechtstoestand=_rechtstoestand(rechtspersoon),
        bezoekadres=_adres(plaatsen, "bezoekLocatie"),
        postadres=_adres(plaatsen, "postLocatie"),
        statutaire_zetel=_tekst(rechtspersoon, "statutaireZetel"),
        vestigingen=_vestigingen(product),
        hoofdvestiging=_tekst(hoofdvestiging, "vestigingsnummer"),
        peilmoment=inhoud.get("peilmoment") or "",
    )


def lees_vestiging(inhoud: etree._Element) -> KvkVestiging | KvkOnbekend:
    """The branch in the body of an answer.

    :raises ChainFailure: when the body is not valid, or its meldingen say that there is no answer now.
    """
    product = _product(inhoud, VESTIGING)
    if isinstance(product, KvkOnbekend):
        return product
    return _vestiging(product, inhoud.get("peilmoment"))


def _product(inhoud: etree._Element, verwacht: str) -> etree._Element | KvkOnbekend:
    """The one element in `product`; decided on the presence of product and fout, never on texts."""
    if inhoud.tag != verwacht:
        raise _ongeldig(f"body {inhoud.tag}, expected {verwacht}")
    if (bezwaar := answer_schema.bezwaar(inhoud, answer_schema.KVK)) is not None:
        raise _ongeldig(bezwaar)
    fout = inhoud.find("ds:meldingen/ds:fout", _NS)
    if fout is not None:
        code = fout.findtext("ds:code", "", _NS).strip()
        return _melding(code, fout.findtext("ds:omschrijving", "", _NS).strip())
    product = inhoud.find("ds:product", _NS)
    if product is None or len(product) == 0:
        raise _ongeldig("neither product nor fout")
    return product[0]


def _melding(code: str, omschrijving: str) -> KvkOnbekend:
    """What the first fout means."""
    if code in _ONBEKEND:
        return KvkOnbekend(code, omschrijving)
    melding = f"{code} {omschrijving}"
    if code in _LATER:
        raise ChainFailure("KvK", Reason.LATER, melding, _LATER[code])
    if code in _EIGEN_FOUT:
        raise ChainFailure("KvK", Reason.QUESTION, melding)
    raise ChainFailure("KvK", Reason.ERROR, melding, retryable=code == "IPD9999")


def _tekst(element: etree._Element | None, *namen: str) -> str | None:
    """Text of a descendant by its path of names; None when absent or empty."""
    if element is None:
        return None
    tekst = element.findtext("/".join(f"cat:{naam}" for naam in namen), None, _NS)
    return tekst.strip() or None if tekst is not None else None


def _eigenaar(product: etree._Element) -> etree._Element | None:
    """The owner: the last child of heeftAlsEigenaar, behind its relatieRegistratie."""
    relatie = product.find("cat:heeftAlsEigenaar", _NS)
    return relatie[-1] if relatie is not None and len(relatie) else None


def _naam(product: etree._Element, rechtspersoon: etree._Element | None) -> str | None:
    kandidaten = (
        _tekst(rechtspersoon, "naamgeving", "naam"),
        _tekst(rechtspersoon, "volledigeNaam"),
        _tekst(product, "naam"),
    )
    return next((naam for naam in kandidaten if naam), None)


def _data(element: etree._Element) -> tuple[str | None, str | None]:
    return _tekst(element, "registratie", "datumAanvang"), _tekst(element, "registratie", "datumEinde")


def _rechtsvorm(rechtspersoon: etree._Element | None) -> Rechtsvorm | None:
    code = _tekst(rechtspersoon, "rechtsvorm", "code")
    if code is None:
        return None
    publiek = _tekst(rechtspersoon, "publiekrechtelijkeRechtsvorm", "code")
    return Rechtsvorm(code, _tekst(rechtspersoon, "rechtsvorm", "omschrijving") or code, publiek)


def _ontbonden(rechtspersoon: etree._Element | None) -> str | None:
    if rechtspersoon is None or rechtspersoon.find("cat:ontbinding", _NS) is None:
        return None
    return _tekst(rechtspersoon, "ontbinding", "registratie", "datumAanvang") or ONBEKENDE_DATUM


def _rechtstoestand(rechtspersoon: etree._Element | None) -> str | None:
    """Code of a bijzondereRechtstoestand that has not ended."""
    if _tekst(rechtspersoon, "bijzondereRechtstoestand", "registratie", "datumEinde") is not None:
        return None
    return _tekst(rechtspersoon, "bijzondereRechtstoestand", "soort", "code")


def _vestigingen(product: etree._Element) -> tuple[KvkVestiging, ...]:
    """All branches: those of the business, then those without a business."""
    kvk_nummer = _tekst(product, "kvkNummer")
    wegen = (
        "cat:manifesteertZichAls/cat:onderneming/cat:wordtUitgeoefendIn/cat:commercieleVestiging",
        "cat:wordtUitgeoefendIn/cat:nietCommercieleVestiging",
    )
    return tuple(_vestiging(element, None, kvk_nummer) for weg in wegen for element in product.findall(weg, _NS))


def _vestiging(element: etree._Element, peilmoment: str | None, kvk_nummer: str | None = None) -> KvkVestiging:
    van, tot = _data(element)
    omhoog = (
        ("isEenUitoefeningVan", "onderneming", "kvkNummer"),
        (
            "isEenUitoefeningVan",
            "maatschappelijkeActiviteit",
            "kvkNummer",
        ),
    )
    return KvkVestiging(
        vestigingsnummer=_tekst(element, "vestigingsnummer") or "",
        naam=_tekst(element, "naamgeving", "naam") or _tekst(element, "eersteHandelsnaam"),
        commercieel=etree.QName(element).localname == "commercieleVestiging",
        kvk_nummer=kvk_nummer or next((n for weg in omhoog if (n := _tekst(element, *weg))), None),
        datum_aanvang=van,
        datum_einde=tot,
        bezoekadres=_adres([element], "bezoekLocatie"),
        postadres=_adres([element], "postLocatie"),
        peilmoment=peilmoment,
    )


def _adres(plaatsen: list[etree._Element | None], naam: str) -> KvkAdres | None:
    """The first address of a kind: of the registration, else of the legal person, else of the main branch."""
    for plaats in plaatsen:
        locatie = plaats.find(f"cat:{naam}", _NS) if plaats is not None else None
        if locatie is not None:
            return _locatie(locatie)
    return None


def _locatie(locatie: etree._Element) -> KvkAdres | None:
    if _tekst(locatie, "afgeschermd", "code") == "J":
        return KvkAdres(afgeschermd=True)
    buiten = locatie.find("cat:adres/cat:buitenlandsAdres", _NS)
    if buiten is not None:
        namen = ("straatHuisnummer", "postcodeWoonplaats", "regio")
        regels = tuple(regel for naam in namen if (regel := _tekst(buiten, naam)))
        return KvkAdres(regels=regels, land=_tekst(buiten, "land", "omschrijving"))
    adres = locatie.find("cat:adres/cat:binnenlandsAdres", _NS)
    if adres is None:
        return None
    cijfers = _tekst(adres, "postcode", "cijfercombinatie")
    return KvkAdres(
        straatnaam=_tekst(adres, "straatnaam"),
        huisnummer=_getal(_tekst(adres, "huisnummer")),
        huisletter=_tekst(adres, "huisletter"),
        huisnummertoevoeging=_tekst(adres, "huisnummerToevoeging"),
        aanduiding=_tekst(adres, "aanduidingBijHuisnummer", "code"),
        postbusnummer=_getal(_tekst(adres, "postbusnummer")),
        postcode=cijfers + (_tekst(adres, "postcode", "lettercombinatie") or "").upper() if cijfers else None,
        plaats=_tekst(adres, "plaats"),
        bag_nummeraanduiding=_tekst(adres, "bagId", "identificatieNummeraanduiding"),
        bag_object=_tekst(adres, "bagId", "identificatieAdresseerbaarObject"),
    )


def _getal(tekst: str | None) -> int | None:
    return int(tekst) if tekst is not None and len(tekst) < 10 else None


def _ongeldig(melding: str) -> ChainFailure:
    return ChainFailure("KvK", Reason.INVALID, melding)
