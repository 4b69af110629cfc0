"""Cases for the codes: a delivery that a code refuses, and one as near as may be that is approved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import fouten
from tests.register.hulp_organisatie import stand_van_zaken

Stap = Callable[[Register], Uitslag]


@dataclass(frozen=True)
class Geval:
    """A code with a delivery that gets it, and one that differs as little as it can and does not.

    :param alleen: whether the code is the only finding.
    """

    code: str
    fout: Stap
    goed: Stap
    eerst: Callable[[Register], object] = lambda _: None
    alleen: bool = True

    def beproef(self, register: Register) -> None:
        """Refused with the code and nothing changed; approved right beside it."""
        self.eerst(register)
        voor = stand_van_zaken(register)
        gevonden = fouten(self.fout(register))
        assert self.code in gevonden
        assert not self.alleen or set(gevonden) == {self.code}, gevonden
        assert stand_van_zaken(register) == voor
        assert fouten(self.goed(register)) == []


def parameters(operatie: str, gevallen: Iterable[Geval]) -> list[Any]:
    """The cases as parameters of a test, marked with what they show."""
    werkwoord = operatie.partition("_")[0]
    return [
        pytest.param(geval, id=f"{werkwoord}-{geval.code}-{nummer}", marks=pytest.mark.foutcode(operatie, geval.code))
        for nummer, geval in enumerate(gevallen)
    ]
