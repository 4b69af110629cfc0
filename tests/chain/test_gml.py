"""Geometry of the BAG in all notations that the contract allows."""

from typing import Any

import pytest
from lxml import etree

from rio_soap.chain import gml

NS = 'xmlns="http://www.opengis.net/gml"'
LIJST = "0 0 10 0 10 10 0 10 0 0"
LIJST3 = "0 0 1 10 0 1 10 10 1 0 10 1 0 0 1"


def xml(tekst: str) -> Any:
    return etree.fromstring(f"<g {NS}>{tekst}</g>")


@pytest.mark.parametrize(
    "punt",
    [
        "<pos>5 5</pos>",
        "<pos>5 5 0.0</pos>",
        "<coordinates>5,5</coordinates>",
        '<coordinates cs=";">5;5;0</coordinates>',
        "<coord><X>5</X><Y>5</Y></coord>",
    ],
)
def test_een_punt_in_elke_schrijfwijze(punt: str) -> None:
    assert gml.punt(xml(f"<Point>{punt}</Point>")) == (5.0, 5.0)


@pytest.mark.parametrize(
    "ring",
    [
        f"<posList>{LIJST}</posList>",
        f"<posList>\n  {LIJST.replace(' ', chr(10))}\n</posList>",
        f'<posList srsDimension="3">{LIJST3}</posList>',
        f"<posList>{LIJST3}</posList>",
        "<pos>0 0</pos><pos>10 0</pos><pos>10 10</pos><pos>0 10</pos><pos>0 0</pos>",
        "<coordinates>0,0 10,0 10,10 0,10 0,0</coordinates>",
    ],
)
def test_een_vlak_in_elke_schrijfwijze_geeft_een_punt_erin(ring: str) -> None:
    vlak = f"<Polygon><exterior><LinearRing>{ring}</LinearRing></exterior></Polygon>"
    assert gml.punt(xml(vlak)) == (5.0, 5.0)
    leden = f"<MultiSurface><surfaceMember>{vlak}</surfaceMember></MultiSurface>"
    assert gml.omhullende(xml(leden)) == (0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    "onzin",
    ["", "<Point/>", "<Point><pos>x y</pos></Point>", "<Point><pos>1</pos></Point>", "<Point><pos>1 INF</pos></Point>"],
)
def test_onbruikbare_geometrie_is_geen_punt(onzin: str) -> None:
    assert gml.punt(xml(onzin)) is None
