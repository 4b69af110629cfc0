"""Exclusive XML Canonicalization 1.0 of one element, with its InclusiveNamespaces PrefixList.

lxml does it, but for one thing: it silently forgets ``#default`` in a PrefixList. libxml2 below it does not: it knows
the default namespace there by the empty prefix too, which lxml passes on when it has seen one in the same thread.
Should a later lxml not do that, a small canonicaliser of our own takes over, some fifteen times slower.
"""

import threading
from collections.abc import Mapping, Sequence

from lxml import etree

_XML = "http://www.w3.org/XML/1998/namespace"
_Namen = dict[str, str]


class Canonfout(ValueError):
    """The element has no canonical form, for example because a namespace name is a relative URI."""


def canoniek(element: etree._Element, prefixen: Sequence[str] = ()) -> bytes:
    """The canonical bytes of an element in its document, without comments.

    :param prefixen: the PrefixList; ``#default`` stands for the default namespace.
    :raises Canonfout: when there is no canonical form.
    """
    if "#default" in prefixen:
        _controleer_eenduidig(element)
        if not _thread.kent_leeg():
            return _element(element, frozenset(prefixen), {}).encode()
        prefixen = ["" if p == "#default" else p for p in prefixen]
    try:
        return etree.tostring(
            element,
            method="c14n",
            exclusive=True,
            with_comments=False,
            inclusive_ns_prefixes=list(prefixen) or None,
        )
    except etree.C14NError as fout:
        raise Canonfout(str(fout)) from fout


class _OfThread(threading.local):
    """Whether lxml takes the empty prefix for the default namespace, in this thread.

    lxml passes on a prefix when it is in its dictionary of the thread, and the empty one gets there with ``xmlns=""``.
    """

    def __init__(self) -> None:
        proef = etree.fromstring(b'<r xmlns="urn:d" xmlns:p="urn:p"><p:a xmlns=""/><p:b/></r>')[1]
        self._kent = b"urn:d" in etree.tostring(proef, method="c14n", exclusive=True, inclusive_ns_prefixes=[""])

    def kent_leeg(self) -> bool:
        """Whether lxml takes the empty prefix so in this thread."""
        return self._kent


_thread = _OfThread()


def _controleer_eenduidig(element: etree._Element) -> None:
    """No attribute may have a namespace with two prefixes: with ``#default`` that has no canonical form for us.

    :raises Canonfout: when one has.
    """
    prefixen: dict[str, str] = {}
    dubbel: set[str] = set()
    verklaard = [(prefix or "", uri) for prefix, uri in element.nsmap.items()]
    for prefix, uri in (*verklaard, *(paar for _, paar in etree.iterwalk(element, events=("start-ns",)))):
        if prefix and prefixen.setdefault(uri, prefix) != prefix:
            dubbel.add(uri)
    if dubbel:
        for deel in element.iter(etree.Element):
            gebruikt = {naam[1:].partition("}")[0] for naam in map(str, deel.attrib) if naam[0] == "{"} & dubbel
            for uri in gebruikt:
                _prefix(uri, {p or "": u for p, u in deel.nsmap.items()})


def _element(element: etree._Element, prefixen: frozenset[str], getoond: _Namen) -> str:
    """An element and what is in it; `getoond` are the namespaces that its output ancestors have declared."""
    namen = {prefix or "": uri for prefix, uri in element.nsmap.items()}
    nodig = _nodig(element, prefixen, namen)
    nieuw = {p: uri for p, uri in nodig.items() if getoond.get(p, "") != uri}
    delen = [f' xmlns{":" + p if p else ""}="{_attribuut(nieuw[p])}"' for p in sorted(nieuw)]
    delen += [f' {naam}="{_attribuut(waarde)}"' for _, naam, waarde in sorted(_attributen(element, namen))]
    naam = _qnaam(str(element.tag), element.prefix)
    kinderen = [_tekst(element.text)]
    for kind in element:
        kinderen += [_element(kind, prefixen, {**getoond, **nieuw}), _tekst(kind.tail)]
    return f"<{naam}{''.join(delen)}>{''.join(kinderen)}</{naam}>"


def _nodig(element: etree._Element, prefixen: frozenset[str], namen: Mapping[str, str]) -> _Namen:
    """Namespaces that the element must have in scope in the output: visibly used, or in the PrefixList."""
    gebruikt = {element.prefix or ""}
    for naam in element.attrib:
        uri = etree.QName(naam).namespace
        if uri is not None and uri != _XML:
            gebruikt.add(_prefix(uri, namen))
    gebruikt |= {"" if p == "#default" else p for p in prefixen if p == "#default" or p in namen}
    return {p: namen.get(p, "") for p in gebruikt if p != "xml"}


def _attributen(element: etree._Element, namen: Mapping[str, str]) -> list[tuple[tuple[str, str], str, str]]:
    """Attributes with their sort key: namespace name, then local name."""
    rijen = []
    for naam, waarde in element.attrib.items():
        qnaam = etree.QName(naam)
        uri = qnaam.namespace or ""
        prefix = "xml" if uri == _XML else _prefix(uri, namen) if uri else None
        rijen.append(((uri, qnaam.localname), _qnaam(str(naam), prefix), str(waarde)))
    return rijen


def _prefix(uri: str, namen: Mapping[str, str]) -> str:
    """The prefix of an attribute's namespace; lxml does not tell it, so it has to be the only one."""
    kandidaten = [p for p, u in namen.items() if u == uri and p]
    if len(kandidaten) != 1:
        raise Canonfout(f"two prefixes for {uri}")
    return kandidaten[0]


def _qnaam(tag: str, prefix: str | None) -> str:
    lokaal = tag.rpartition("}")[2]
    return f"{prefix}:{lokaal}" if prefix else lokaal


def _tekst(tekst: str | None) -> str:
    return canonieke_tekst(tekst) if tekst else ""


def canonieke_tekst(tekst: str) -> str:
    """Text of an element as canonical XML writes it; also good XML."""
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")


def _attribuut(waarde: str) -> str:
    waarde = waarde.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return waarde.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")
