"""Where an element stands, for findings."""

from lxml import etree

from rio_soap.edukoppeling.uris import kort


def pad(element: etree._Element) -> str:
    """Path of an element in local names: ``/Envelope/Header/To``."""
    namen = [kort(str(element.tag))]
    namen += [kort(str(ouder.tag)) for ouder in element.iterancestors()]
    return "/" + "/".join(reversed(namen))


def regel(element: etree._Element) -> int | None:
    """Line of an element in its message, 1-based, when the parser kept it."""
    gevonden: object = element.sourceline
    return gevonden if isinstance(gevonden, int) else None
