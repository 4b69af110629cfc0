"""Limits on the names of namespaces, which canonicalisation writes and compares over and over.

A namespace that is declared once, far out, is written again at every element that uses it while its parent does not:
a name of 50 kB and 200 kB of short elements become 1.6 GB of canonical bytes. And for every prefix of a PrefixList
libxml2 compares the prefixes in scope, letter by letter, at every element. Real names have up to 100 letters, real
prefixes up to 20, and some ten of them are in scope.
"""

import re

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.tekens import te_groot
from rio_soap.edukoppeling.zinsdelen import hoogstens, meer_dan

MAX_NAAM = 200
"""Letters of one namespace name."""
MAX_PREFIXEN = 512
"""Letters of all prefixes in scope of one element."""
_GEWOON = re.compile(rb"(?::([^\s=<>\"']{1,64}))?[ \t\r\n]?=[ \t\r\n]?([\"'])[^\"'<>]{0,%d}\2" % MAX_NAAM)


def controleer_naamruimten(root: etree._Element, tekst: bytes) -> None:
    """No namespace name is too long, and nowhere are too many letters of prefixes in scope.

    :param tekst: the bytes of which the tree was made: mostly they show that nothing need be walked.
    :raises Edufout: DK0004.
    """
    if _zeker_kort(tekst):
        return
    in_bereik = [0]
    for wat, verklaring in etree.iterwalk(root, events=("start-ns", "end-ns")):
        if wat == "end-ns":
            in_bereik.pop()
            continue
        prefix, naam = verklaring
        if len(naam) > MAX_NAAM:
            raise te_groot(Tekst.met("waarde.namespace", aantal=len(naam)), hoogstens("namespacetekens", MAX_NAAM))
        in_bereik.append(in_bereik[-1] + len(prefix))
        if in_bereik[-1] > MAX_PREFIXEN:
            raise te_groot(meer_dan("prefixtekens", MAX_PREFIXEN), hoogstens("prefixtekens", MAX_PREFIXEN))


def _zeker_kort(tekst: bytes) -> bool:
    """Whether the bytes alone show it: behind every ``xmlns``, wherever it stands, is a short declaration."""
    totaal = 0
    for deel in tekst.split(b"xmlns")[1:]:
        gevonden = _GEWOON.match(deel)
        if gevonden is None:
            return False
        totaal += len(gevonden[1] or b"")
        if totaal > MAX_PREFIXEN:
            return False
    return True
