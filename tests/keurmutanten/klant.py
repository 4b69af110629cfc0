"""The mutants of a client: the list, and what they do to messages."""

from collections.abc import Callable

from lxml import etree

from rio_soap.edukoppeling.uris import DS, SOAP, WSA, WSU_ID
from tests.keurmutanten.klantproef import Boom, Klant, Uitgaand, herteken
from tests.keurmutanten.lijst import Lijst

KLANT: Lijst[Klant] = Lijst("klant.toml")
Doe = Callable[[Klant], None]


def bericht(stap: Callable[[Uitgaand], None], *operaties: str) -> Doe:
    """Change what goes out; of these operations, or of all."""

    def doe(k: Klant) -> None:
        k.stappen.append(lambda uit: stap(uit) if not operaties or uit.operatie in operaties else None)

    return doe


def header(naam: str, waarde: str | None) -> Doe:
    """An HTTP header with another value, or without it."""

    def stap(uit: Uitgaand) -> None:
        uit.headers.pop(naam, None)
        if waarde is not None:
            uit.headers[naam] = waarde

    return bericht(stap)


def bytes_(stap: Callable[[bytes], bytes]) -> Doe:
    """Change the bytes after they were signed."""

    def doe(uit: Uitgaand) -> None:
        uit.data = stap(uit.data)

    return bericht(doe)


def boom(stap: Boom, *operaties: str) -> Doe:
    """Change the tree, and sign it as it has become. What a change does not find it leaves."""

    def doe(k: Klant) -> None:
        def pas(uit: Uitgaand) -> None:
            if operaties and uit.operatie not in operaties:
                return
            root = etree.fromstring(uit.data)
            stap(root)
            uit.data = herteken(k, root)

        k.stappen.append(pas)

    return doe


def na_tekenen(stap: Boom) -> Doe:
    """Change the tree after it was signed."""

    def doe(uit: Uitgaand) -> None:
        root = etree.fromstring(uit.data)
        stap(root)
        uit.data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return bericht(doe)


def hoofd(root: etree._Element) -> etree._Element:
    """The Header."""
    gevonden = root.find(f"{{{SOAP}}}Header")
    assert gevonden is not None
    return gevonden


def kop(root: etree._Element, naam: str) -> etree._Element:
    """A wsa header."""
    gevonden = hoofd(root).find(f"{{{WSA}}}{naam}")
    assert gevonden is not None
    return gevonden


def body(root: etree._Element) -> etree._Element:
    """The Body."""
    gevonden = root.find(f"{{{SOAP}}}Body")
    assert gevonden is not None
    return gevonden


def inhoud(root: etree._Element) -> etree._Element:
    """The element in the Body."""
    return body(root)[0]


def vind(root: etree._Element, *namen: str) -> etree._Element | None:
    """The first element of the content with one of these local names."""
    return next((e for e in inhoud(root).iter() if etree.QName(e).localname in namen), None)


def weg(element: etree._Element | None) -> None:
    """Take an element out of its tree."""
    if element is not None and (ouder := element.getparent()) is not None:
        ouder.remove(element)


def zonder_verwijzing(root: etree._Element, element: etree._Element) -> None:
    """Leave an element out of the signature."""
    for verwijzing in list(root.iter(f"{{{DS}}}Reference")):
        if verwijzing.get("URI") == f"#{element.get(WSU_ID)}":
            weg(verwijzing)


def zet(waarde: str | None, *namen: str) -> Boom:
    """The first element of the content with one of these names gets this text."""

    def stap(root: etree._Element) -> None:
        if (element := vind(root, *namen)) is not None:
            element.text = waarde

    return stap


def zet_kop(naam: str, waarde: str | None) -> Boom:
    """A wsa header gets this text."""

    def stap(root: etree._Element) -> None:
        element = kop(root, naam)
        (element[0] if naam == "From" else element).text = waarde

    return stap
