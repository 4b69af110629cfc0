"""What is made when first asked for is made once per object, and only then."""

from __future__ import annotations

import pytest

from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.lazy import lazy


class Teller:
    """Counts how often its value is made."""

    def __init__(self) -> None:
        self.keer = 0

    @lazy
    def waarde(self) -> int:
        """The number of times so far."""
        self.keer += 1
        return self.keer

    @lazy
    def niets(self) -> None:
        """Made once, although there is nothing of it."""
        self.keer += 1


class Afgeleid(Teller):
    """Makes it in another way."""

    @lazy
    def waarde(self) -> int:
        """The number of times so far, negative."""
        self.keer += 1
        return -self.keer


def test_it_is_made_when_asked_for_and_not_again() -> None:
    teller = Teller()
    assert teller.keer == 0
    assert (teller.waarde, teller.waarde, teller.keer) == (1, 1, 1)


def test_none_is_kept_like_any_other_value() -> None:
    teller = Teller()
    assert (teller.niets, teller.niets, teller.keer) == (None, None, 1)


def test_each_object_has_its_own() -> None:
    een, ander = Teller(), Teller()
    assert een.waarde == 1
    assert ander.keer == 0


def test_a_subclass_makes_its_own() -> None:
    assert Afgeleid().waarde == -1


def test_of_the_class_it_is_the_descriptor_with_its_docstring() -> None:
    assert Teller.waarde.__doc__ == "The number of times so far."


def test_what_cannot_be_made_is_tried_again() -> None:
    class Eerst(Teller):
        @lazy
        def later(self) -> int:
            self.keer += 1
            if self.keer == 1:
                raise LookupError
            return self.keer

    zaak = Eerst()
    with pytest.raises(LookupError):
        _ = zaak.later
    assert zaak.later == 2


def test_rows_are_put_together_by_what_a_function_says_in_their_order() -> None:
    assert per(["aa", "b", "cc", "d"], len) == {2: ["aa", "cc"], 1: ["b", "d"]}
    assert per([], len) == {}
