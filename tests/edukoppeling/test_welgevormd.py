"""What is no well-formed XML is said in Dutch, with line and column; no sentence of libxml2 reaches anyone."""

import re

import pytest
from lxml import etree

from rio_soap.bevinding import toon
from rio_soap.edukoppeling import welgevormd
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel

GEVALLEN = {
    "<a><b></a>": "begin- en eindtag verschillen",
    "<a": "een tag is niet afgesloten",
    "<a>": "het bericht houdt te vroeg op",
    "<a>& b</a>": "een & of < in tekst is niet als &amp; of &lt; geschreven",
    "<a>&b c</a>": "een & of < in tekst is niet als &amp; of &lt; geschreven",
    "<a>< b</a>": "een & of < in tekst is niet als &amp; of &lt; geschreven",
    "<a b='<'/>": "een & of < in tekst is niet als &amp; of &lt; geschreven",
    "<a>&nbsp;</a>": "een entiteit die XML niet kent (nbsp)",
    "<x:a/>": "een namespace-prefix is niet gedeclareerd (x)",
    "<a x:b='1'/>": "een namespace-prefix is niet gedeclareerd (x)",
    "<a>\x0b</a>": "een teken dat XML niet kan bevatten",
    "<a>&#11;</a>": "een teken dat XML niet kan bevatten",
    "<a>&#xZ;</a>": "een onjuiste verwijzing naar een teken (&#...;)",
    "<a/><b/>": "na het einde van het bericht staat nog iets",
    "<a/>tekst": "na het einde van het bericht staat nog iets",
    "<a><?xml version='1.0'?></a>": "voor de XML-declaratie staat iets",
    "<a b=c/>": "de waarde van een attribuut staat niet tussen aanhalingstekens",
    '<a b="1/>': "de waarde van een attribuut houdt niet op",
    "<a b/>": "een attribuut heeft geen waarde",
    "<a b='1' b='2'/>": "een attribuut staat er dubbel",
    "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>": "een attribuut staat er dubbel",
    "<a b='1'c='2'/>": "tussen twee attributen ontbreekt een spatie",
    "<a><![CDATA[x</a>": "een CDATA-deel houdt niet op",
    "<a>]]></a>": "]]> in tekst",
    "<a:b:c xmlns:a='u'/>": "een naam met meer dan een dubbele punt",
    "<a xmlns:a=''/>": "een namespace-prefix is verkeerd gedeclareerd",
    "<a xmlns='x y'/>": "een namespace is geen URI",
    "<a>" * 300 + "</a>" * 300: "het bericht gaat een grens te boven (diepte, lengte van een tekst of een naam)",
}


@pytest.mark.parametrize(("tekst", "reden"), GEVALLEN.items(), ids=[g[:24] for g in GEVALLEN])
def test_the_reason_is_told_by_the_kind_of_mistake(tekst: str, reden: str) -> None:
    with pytest.raises(Edufout) as fout:
        lees_envelope(tekst.encode(), None, Profiel("0" * 20))
    (bevinding,) = fout.value.bevindingen
    assert re.fullmatch(r"Geen welgevormde XML, regel \d+, positie \d+: .*", bevinding.zin())
    assert bevinding.zin().partition(": ")[2] == reden


def test_a_mistake_without_a_name_here_is_dutch_too() -> None:
    fout = etree.XMLSyntaxError("Some new sentence", 99999, 3, 4)
    oorzaak, zin = welgevormd.niet_welgevormd(fout, b"")
    assert oorzaak == "niet-welgevormd"
    assert toon(zin) == "Geen welgevormde XML, regel 3, positie 4: de XML is onjuist opgebouwd"
