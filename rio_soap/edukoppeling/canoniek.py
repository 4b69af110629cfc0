"""Exclusive XML Canonicalization 1.0 of one element, with its InclusiveNamespaces PrefixList.

lxml does it, but for one thing: it silently forgets ``#default`` in a PrefixList. Only when that makes a difference,
the default namespace being in scope, a small canonicaliser of our own takes over.
"""

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
        if any(None in e.nsmap for e in element.iter(etree.Element)):
            return _element(element, frozenset(prefixen), {}).encode()
        prefixen = [p for p in prefixen if p != "#default"]
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
