"""What is no well-formed XML is said in Dutch, with line and column; no sentence of libxml2 reaches anyone."""

import re

import pytest
from lxml import etree

from rio_soap.edukoppeling import welgevormd
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.profiel import Profiel

GEVALLEN = {
    "<a><b></a>": "begin- en eindtag verschillen",
    "<a": "een tag is niet afgesloten",
    "<a>": welgevormd.AFGEBROKEN,
    "<a>& b</a>": welgevormd.AMPERSAND,
    "<a>&b c</a>": welgevormd.AMPERSAND,
    "<a>< b</a>": welgevormd.AMPERSAND,
    "<a b='<'/>": welgevormd.AMPERSAND,
    "<a>&nbsp;</a>": f"{welgevormd.ENTITEIT} (nbsp)",
    "<x:a/>": f"{welgevormd.PREFIX} (x)",
    "<a x:b='1'/>": f"{welgevormd.PREFIX} (x)",
    "<a>\x0b</a>": welgevormd.STUURTEKEN,
    "<a>&#11;</a>": welgevormd.STUURTEKEN,
    "<a>&#xZ;</a>": "een onjuiste verwijzing naar een teken (&#...;)",
    "<a/><b/>": "na het einde van het bericht staat nog iets",
    "<a/>tekst": "na het einde van het bericht staat nog iets",
    "<a><?xml version='1.0'?></a>": welgevormd.DECLARATIE,
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
    assert re.fullmatch(r"Geen welgevormde XML, regel \d+, positie \d+: .*", bevinding.melding)
    assert bevinding.melding.partition(": ")[2] == reden


def test_a_mistake_without_a_name_here_is_dutch_too() -> None:
    fout = etree.XMLSyntaxError("Some new sentence", 99999, 3, 4)
    assert welgevormd.niet_welgevormd(fout) == "Geen welgevormde XML, regel 3, positie 4: de XML is onjuist opgebouwd"
