"""What may be asked: the parameters of paths and queries, declared once, by which they are checked and documented."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias

from apiflask import Schema
from marshmallow import RAISE, ValidationError, fields, validate

from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.vorm import Simpel, vormen

MAX_TEKST: Final = 240
"""Characters of a text: the longest key."""
MAX_LIMIET: Final = 500
"""Objects on a page at most."""
STANDAARDLIMIET: Final = 100
"""Objects on a page when the request does not say how many."""

# Any: as marshmallow has them.
_Texts: TypeAlias = dict[str, str | list[Any] | dict[Any, Any]]
"""What is told of a value that is wrong, by the name that its field has for that."""
# Any: of each parameter its field says what it is.
Parameters: TypeAlias = Mapping[str, Any]
"""What was asked, by name."""

_ZICHTBAAR: Final = r"^[^\u0000-\u001f\u007f]+$"
"""No control characters: PostgreSQL takes no NUL, and no key has another."""
_ONBEKEND: Final = "Deze parameter is hier niet bekend."
_ONZICHTBAAR: Final = "Mag niet leeg zijn en geen stuurtekens bevatten."
_LENGTE: Final = "Moet van {min} tot en met {max} tekens lang zijn."
_DAG: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\Z"
)
_GEHEEL: Final = re.compile(r"[0-9]{1,9}\Z")
_EERSTE, _LAATSTE = date(1000, 1, 1), date(9998, 12, 31)
"""Days between which every moment can be told in any time zone."""


class Datumveld(fields.Date):
    """A day, as ``2026-10-03``; no other way of ISO 8601."""

    default_error_messages: ClassVar[_Texts] = {"invalid": "Moet een dag zijn, zoals 2026-10-03."}  # type: ignore[misc]

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> date:
        if not isinstance(value, str) or not _DAG.match(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        try:
            dag = date.fromisoformat(value)
        except ValueError as fout:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from fout
        if not _EERSTE <= dag <= _LAATSTE:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return dag


class Momentveld(fields.AwareDateTime):
    """A moment with its time zone, as ``2026-10-03T12:00:00Z`` (RFC 3339)."""

    default_error_messages: ClassVar[_Texts] = {  # type: ignore[misc]
        "invalid": "Moet een moment met tijdzone zijn, zoals 2026-10-03T12:00:00Z."
    }

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> datetime:
        if not isinstance(value, str) or not _MOMENT.match(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as fout:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from fout
        if not _EERSTE <= moment.date() <= _LAATSTE:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return moment


class Booleanveld(fields.Boolean):
    """``true`` or ``false``, and nothing else."""

    default_error_messages: ClassVar[_Texts] = {"invalid": "Moet true of false zijn."}  # type: ignore[misc]

    truthy: ClassVar[set[object]] = {"true"}  # type: ignore[misc]
    falsy: ClassVar[set[object]] = {"false"}  # type: ignore[misc]


class Getalveld(fields.Integer):
    """A whole number in digits."""

    default_error_messages: ClassVar[_Texts] = {"invalid": "Moet een geheel getal zijn."}  # type: ignore[misc]

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object) -> int:
        if not isinstance(value, str) or not _GEHEEL.match(value):
            raise self.make_error("invalid", input=value)
        return int(value)


def tekst(omschrijving: str, *, verplicht: bool = False, lengte: int = MAX_TEKST) -> fields.String:
    """A text without control characters.

    :param omschrijving: what it is, for the document.
    """
    grenzen = [validate.Length(1, lengte, error=_LENGTE), validate.Regexp(_ZICHTBAAR, error=_ONZICHTBAAR)]
    return fields.String(required=verplicht, validate=grenzen, metadata={"description": omschrijving})


def van_type(naam: str, omschrijving: str, *, verplicht: bool = False) -> fields.String:
    """A text with the limits of a simple type of the contract for reading.

    :param naam: of the type, such as ``UUIDType``.
    """
    soort = vormen(AANVULLING_RAADPLEGEN).soort(naam)
    assert isinstance(soort, Simpel)
    facetten = soort.facetten
    kort, lang = int(facetten.get("minLength", 1)), int(facetten.get("maxLength", MAX_TEKST))
    patroon = facetten.get("pattern")
    vorm = _ZICHTBAAR if patroon is None else f"^(?:{patroon})$".replace(r"\d", "[0-9]")
    fout = _ONZICHTBAAR if patroon is None else "Moet passen op {regex}."
    grenzen = [validate.Length(kort, lang, error=_LENGTE), validate.Regexp(re.compile(vorm, re.ASCII), error=fout)]
    return fields.String(required=verplicht, validate=grenzen, metadata={"description": omschrijving})


def dag(omschrijving: str) -> Datumveld:
    """A day that may be left out."""
    return Datumveld(metadata={"description": omschrijving})


def moment(omschrijving: str) -> Momentveld:
    """A moment that may be left out."""
    return Momentveld(metadata={"description": omschrijving})


def ja_nee(omschrijving: str) -> Booleanveld:
    """Whether something; false when it is left out."""
    return Booleanveld(load_default=False, metadata={"description": omschrijving})


def lijst(deel: fields.String, omschrijving: str) -> fields.List[str]:
    """A parameter that may be given more than once."""
    return fields.List(deel, validate=validate.Length(1, 99), metadata={"description": omschrijving})


class Vraagvorm(Schema):
    """Parameters: camelCase, in the query when nothing else is said; one that is not declared is an
    error that names those that are."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    error_messages: ClassVar[dict[str, str]] = {"unknown": _ONBEKEND}  # type: ignore[misc]

    @cached_property
    def zonder(self) -> Parameters | None:
        """What it comes to when nothing is given; None when something must be."""
        return None if self.validate({}) else MappingProxyType(self.load({}))


class Pagina(Vraagvorm):
    """A page of a list."""

    limiet = Getalveld(
        load_default=STANDAARDLIMIET,
        validate=validate.Range(1, MAX_LIMIET, error="Moet van {min} tot en met {max} zijn."),
        metadata={"description": "Aantal objecten op een pagina, hoogstens."},
    )
    cursor = tekst("Waar deze pagina begint: neem de link `next` van de vorige over.", lengte=1000)


class OpDag(Vraagvorm):
    """A day in the world."""

    geldigOp = dag("Dag waarop de gegevens gelden; zonder: de hele levensduur.")


class OpDagEnMoment(OpDag):
    """Both time axes."""

    bekendOp = moment("Moment waarop RIO het zo wist; zonder: nu.")


def laad(schema: Vraagvorm, waarden: Mapping[str, list[str]]) -> tuple[Parameters, dict[str, list[str]]]:
    """The parameters, and what is wrong with which; either is empty.

    :param waarden: all values of each name, in their order.
    """
    if not waarden and schema.zonder is not None:
        return schema.zonder, {}
    plat: dict[str, str | list[str]] = {}
    fouten: dict[str, list[str]] = {}
    for naam, gegeven in waarden.items():
        veld = schema.fields.get(naam)
        if isinstance(veld, fields.List):
            plat[naam] = gegeven
        else:
            plat[naam] = gegeven[0]
            if len(gegeven) > 1 and veld is not None:
                fouten[naam] = ["Deze parameter mag maar één keer voorkomen."]
    try:
        geladen: Parameters = schema.load(plat)
    except ValidationError as fout:
        gevonden = {naam: list(_platte(melding)) for naam, melding in _per_naam(fout).items()}
        return {}, fouten | gevonden | {naam: [_bekend(schema)] for naam in gevonden if naam not in schema.fields}
    return ({}, fouten) if fouten else (geladen, {})


def _bekend(schema: Vraagvorm) -> str:
    """What is told of a parameter that is not declared: which ones are."""
    namen = sorted(schema.fields)
    return f"{_ONBEKEND} Wel: {', '.join(namen)}." if namen else f"{_ONBEKEND} Dit pad kent er geen."


def _per_naam(fout: ValidationError) -> Mapping[str, object]:
    return fout.messages if isinstance(fout.messages, dict) else {}


def _platte(melding: object) -> Iterable[str]:
    """Messages of a field; those of a list stand under the index of its part."""
    if isinstance(melding, dict):
        for deel in melding.values():
            yield from _platte(deel)
    elif isinstance(melding, list):
        yield from (str(deel) for deel in melding)
    else:
        yield str(melding)
