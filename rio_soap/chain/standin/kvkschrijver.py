"""Writing products of the KvK stand-in, in the order of KvK's catalogue (2015/02)."""

from lxml import etree

from rio_soap.chain.kvk_antwoord import CAT, DS
from rio_soap.chain.ports import Inschrijving, KvkAdres, KvkVestiging, Rechtsvorm

_NSMAP = {"ds": DS, "cat": CAT}
_PUBLIEK = {"03": "Provincie", "04": "Gemeente", "05": "Waterschap", "07": "Zelfstandig bestuursorgaan"}


def antwoord(naam: str, peilmoment: str) -> etree._Element:
    """An answer without meldingen and product.

    :param naam: local name of the answer.
    :param peilmoment: 17 digits.
    """
    element = etree.Element(f"{{{DS}}}{naam}", {"peilmoment": peilmoment}, nsmap=_NSMAP)
    etree.SubElement(element, f"{{{DS}}}meldingen")
    return element


def melding(element: etree._Element, soort: str, code: str, omschrijving: str, referentie: str) -> None:
    """Add a melding: `soort` is fout, waarschuwing or informatie."""
    een = etree.SubElement(element[0], f"{{{DS}}}{soort}")
    for naam, tekst in (("code", code), ("omschrijving", omschrijving), ("referentie", referentie)):
        etree.SubElement(een, f"{{{DS}}}{naam}").text = tekst


def schrijf_inschrijving(element: etree._Element, een: Inschrijving) -> None:
    """Add the product of a registration."""
    product = _kind(etree.SubElement(element, f"{{{DS}}}product"), "maatschappelijkeActiviteit")
    _registratie(product, een.datum_aanvang, een.datum_einde)
    _tekst(product, "kvkNummer", een.kvk_nummer)
    _locatie(product, "bezoekLocatie", een.bezoekadres, een.datum_aanvang)
    _locatie(product, "postLocatie", een.postadres, een.datum_aanvang)
    _tekst(product, "naam", een.naam)
    commercieel = [v for v in een.vestigingen if v.commercieel]
    if commercieel:
        onderneming = _kind(_kind(product, "manifesteertZichAls"), "onderneming")
        _registratie(onderneming, een.datum_aanvang, een.datum_einde)
        _tekst(onderneming, "kvkNummer", een.kvk_nummer)
        for vestiging in commercieel:
            _vestiging(_kind(onderneming, "wordtUitgeoefendIn"), vestiging, een)
    for vestiging in een.vestigingen:
        if not vestiging.commercieel:
            _vestiging(_kind(product, "wordtUitgeoefendIn"), vestiging, een)
    for vestiging in een.vestigingen:
        if vestiging.vestigingsnummer == een.hoofdvestiging:
            _vestiging(_kind(product, "wordtGeleidVanuit"), vestiging, een)
    _eigenaar(_kind(product, "heeftAlsEigenaar"), een)


def schrijf_vestiging(element: etree._Element, vestiging: KvkVestiging, van: Inschrijving) -> None:
    """Add the product of a branch, with the way up to its registration."""
    product = _vestiging(etree.SubElement(element, f"{{{DS}}}product"), vestiging, van)
    omhoog = _kind(product, "isEenUitoefeningVan")
    _tekst(
        _kind(omhoog, "onderneming" if vestiging.commercieel else "maatschappelijkeActiviteit"),
        "kvkNummer",
        van.kvk_nummer,
    )


def _kind(ouder: etree._Element, naam: str) -> etree._Element:
    return etree.SubElement(ouder, f"{{{CAT}}}{naam}")


def _tekst(ouder: etree._Element, naam: str, tekst: object) -> None:
    if tekst is not None:
        _kind(ouder, naam).text = str(tekst)


def _registratie(ouder: etree._Element, van: str | None, tot: str | None = None) -> None:
    registratie = etree.SubElement(
        ouder, f"{{{CAT}}}registratie", {"registratieTijdstipNoValue": "vastgesteldOnbekend"}
    )
    _tekst(registratie, "datumAanvang", van)
    _tekst(registratie, "datumEinde", tot)


def _code(ouder: etree._Element, naam: str, code: str | None, omschrijving: str, soort: str = "geenRT") -> None:
    if code is not None:
        element = _kind(ouder, naam)
        for deel, tekst in (("code", code), ("omschrijving", omschrijving), ("referentieType", soort)):
            _tekst(element, deel, tekst)


def _vestiging(ouder: etree._Element, vestiging: KvkVestiging, van: Inschrijving) -> etree._Element:
    element = _kind(ouder, "commercieleVestiging" if vestiging.commercieel else "nietCommercieleVestiging")
    _registratie(element, vestiging.datum_aanvang or van.datum_aanvang, vestiging.datum_einde or van.datum_einde)
    _tekst(element, "vestigingsnummer", vestiging.vestigingsnummer)
    _locatie(element, "bezoekLocatie", vestiging.bezoekadres, van.datum_aanvang)
    _locatie(element, "postLocatie", vestiging.postadres, van.datum_aanvang)
    _tekst(element, "eersteHandelsnaam", vestiging.naam)
    if not vestiging.commercieel:
        _naamgeving(element, vestiging.naam, van.datum_aanvang)
    return element


def _naamgeving(ouder: etree._Element, naam: str | None, van: str | None) -> None:
    naamgeving = _kind(ouder, "naamgeving")
    _registratie(naamgeving, van)
    _tekst(naamgeving, "naam", naam or "")


def _eigenaar(ouder: etree._Element, een: Inschrijving) -> None:
    """The owner; of a natural person only that there is one."""
    eigenaar = _kind(ouder, een.eigenaar or "rechtspersoon")
    _registratie(eigenaar, een.datum_aanvang)
    if een.eigenaar == "natuurlijkPersoon":
        _tekst(eigenaar, "persoonRechtsvorm", "Eenmanszaak")
        return
    vorm = een.rechtsvorm
    if een.rechtstoestand is not None:
        toestand = _kind(eigenaar, "bijzondereRechtstoestand")
        _code(toestand, "soort", een.rechtstoestand, een.rechtstoestand)
    _tekst(eigenaar, "persoonRechtsvorm", vorm.omschrijving if vorm else None)
    _tekst(eigenaar, "volledigeNaam", een.naam)
    _tekst(eigenaar, "uitgebreideRechtsvorm", _uitgebreid(vorm) if vorm else None)
    _tekst(eigenaar, "rsin", een.rsin)
    _naamgeving(eigenaar, een.naam, een.datum_aanvang)
    _tekst(eigenaar, "datumUitschrijving", een.datum_einde)
    if een.ontbonden is not None:
        ontbinding = _kind(eigenaar, "ontbinding")
        _registratie(ontbinding, een.ontbonden)
        _code(ontbinding, "aanleiding", "OB", "Ontbindingsbesluit", "AanleidingOntbinding")
    if vorm is not None:
        _code(eigenaar, "rechtsvorm", vorm.code, vorm.omschrijving, "Rechtsvorm")
    if een.eigenaar == "rechtspersoon":
        _rechtspersoon(eigenaar, een)


def _rechtspersoon(eigenaar: etree._Element, een: Inschrijving) -> None:
    publiek = een.rechtsvorm.publiek if een.rechtsvorm else None
    soort = "NadereSpecificatiePubliekrechtelijkeRechtsvorm"
    _code(eigenaar, "publiekrechtelijkeRechtsvorm", publiek, _PUBLIEK.get(publiek or "", "Overig"), soort)
    _tekst(eigenaar, "statutaireZetel", een.statutaire_zetel)
    _locatie(eigenaar, "bezoekLocatie", een.bezoekadres, een.datum_aanvang)
    _locatie(eigenaar, "postLocatie", een.postadres, een.datum_aanvang)


def _uitgebreid(vorm: Rechtsvorm) -> str:
    return f"{vorm.omschrijving}: {_PUBLIEK.get(vorm.publiek, 'Overig')}" if vorm.publiek else vorm.omschrijving


def _locatie(ouder: etree._Element, naam: str, adres: KvkAdres | None, van: str | None) -> None:
    if adres is None:
        return
    locatie = _kind(ouder, naam)
    _registratie(locatie, van)
    _code(locatie, "afgeschermd", *(("J", "Ja") if adres.afgeschermd else ("N", "Nee")))
    if adres.afgeschermd:
        return
    if adres.land is not None:
        buiten = _kind(_kind(locatie, "adres"), "buitenlandsAdres")
        for veld, regel in zip(("straatHuisnummer", "postcodeWoonplaats", "regio"), adres.regels, strict=False):
            _tekst(buiten, veld, regel)
        _code(buiten, "land", adres.land[:2].upper(), adres.land, "Land")
    else:
        _binnenlands(_kind(_kind(locatie, "adres"), "binnenlandsAdres"), adres)
    _tekst(locatie, "volledigAdres", _regel(adres))


def _binnenlands(element: etree._Element, adres: KvkAdres) -> None:
    """In the order of the contract: addition before letter."""
    _tekst(element, "straatnaam", adres.straatnaam)
    _code(element, "aanduidingBijHuisnummer", adres.aanduiding, adres.aanduiding or "")
    _tekst(element, "huisnummer", adres.huisnummer)
    _tekst(element, "huisnummerToevoeging", adres.huisnummertoevoeging)
    _tekst(element, "huisletter", adres.huisletter)
    _tekst(element, "postbusnummer", adres.postbusnummer)
    if adres.postcode:
        postcode = _kind(element, "postcode")
        _tekst(postcode, "cijfercombinatie", adres.postcode[:4])
        _tekst(postcode, "lettercombinatie", adres.postcode[4:6] or None)
    _tekst(element, "plaats", adres.plaats)
    if adres.bag_nummeraanduiding and adres.bag_object:
        bag = _kind(element, "bagId")
        _tekst(bag, "identificatieNummeraanduiding", adres.bag_nummeraanduiding)
        _tekst(bag, "identificatieAdresseerbaarObject", adres.bag_object)


def _regel(adres: KvkAdres) -> str:
    """volledigAdres; like the real one without letter and addition, so that nobody takes to parsing it."""
    straat = f"Postbus {adres.postbusnummer}" if adres.postbusnummer else f"{adres.straatnaam} {adres.huisnummer}"
    delen = adres.regels or (straat, f"{adres.postcode or ''} {adres.plaats or ''}".strip())
    return " ".join((*delen, adres.land or "")).strip()
