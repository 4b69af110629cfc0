"""What is found, and in what order: the same on both databases, since both are held against one model."""

import random
from datetime import date
from itertools import islice

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.zoeken.herbouw import herbouw
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.treffers import tel, zoek
from rio_soap.register.zoeken.zoekbeeld import OBJECTTYPEN
from tests.register.zoeken.zoekmodel import DAGEN, kern, maak, schrijf, verwacht, vragen

VRAGEN = 150


def zoekvraag(term: str, dag: date, *, ook_beeindigd: bool = False) -> Organisatievraag:
    return Organisatievraag(tuple(kern(term).split()), {}, tuple(sorted(OBJECTTYPEN)), None, dag, ook_beeindigd)


@pytest.mark.parametrize("zaad", [1, 2])
def test_every_question_finds_what_the_model_says_in_its_order(leeg: Register, zaad: int) -> None:
    """Random organisations and random terms, also on days before and after; page by page it is the same list."""
    toeval = random.Random(zaad)
    dingen = maak(toeval, 150)
    leeg.schrijf(lambda session: schrijf(session, dingen))
    assert herbouw(leeg.schrijf) == len(dingen) + 1
    geraakt = set()
    with leeg.lees() as session:
        for term in islice(vragen(toeval, dingen), VRAGEN):
            if not kern(term):
                continue
            dag, ook = toeval.choice(DAGEN), toeval.random() < 0.3
            vraag = zoekvraag(term, dag, ook_beeindigd=ook)
            hoort = verwacht(dingen, term, dag, ook_beeindigd=ook)
            gevonden = zoek(session, vraag, hoeveel=1000)
            assert [(een.rang, een.objecttype, een.sleutel) for een in gevonden] == hoort, (term, dag, ook)
            assert tel(session, vraag) == len(hoort) == (gevonden[0].aantal if gevonden else 0)
            bladen = [een for pagina in range(4) for een in zoek(session, vraag, hoeveel=3, vanaf=3 * pagina)]
            assert bladen == list(gevonden[:12])
            geraakt.update(rang for rang, *_ in hoort)
    assert geraakt == set(range(1, 8))
