"""What may be asked of a page: the fields of the JSON API, without its refusal of what it does not know."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from marshmallow import EXCLUDE, ValidationError, fields
from werkzeug.datastructures import MultiDict

from rio_soap.api.vragen import Datumveld, Getalveld, Momentveld, Parameters, Vraagvorm, dag

_HIER: Final = ZoneInfo("Europe/Amsterdam")
_ZONDER_ZONE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?\Z")


class Schermmoment(Momentveld):
    """A moment; without a time zone that of the Netherlands, as browsers send it."""

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, object] | None, **kwargs: object
    ) -> datetime:
        if isinstance(value, str) and _ZONDER_ZONE.match(value):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError as fout:
                raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from fout
            if 1000 < moment.year < 9998:
                return moment.replace(tzinfo=_HIER)
        return super()._deserialize(value, attr, data, **kwargs)


class Schermvraag(Vraagvorm):
    """Parameters of a page; those that it does not know, and those without a value, are passed over."""

    class Meta:
        """Unknown parameters are passed over."""

        unknown = EXCLUDE


class OpAssen(Schermvraag):
    """Both time axes, on every page that shows an object."""

    geldigOp = dag("Dag waarop de gegevens gelden; zonder: vandaag.")
    bekendOp = Schermmoment(metadata={"description": "Moment waarop het register het zo wist; zonder: nu."})


class Vragenfout(ValueError):
    """What is wrong with which parameter.

    :param fouten: name to the key of what is wrong in the catalogue.
    """

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(", ".join(fouten))
        self.fouten = fouten


def laad_vraag(vorm: Schermvraag, gegeven: MultiDict[str, str]) -> Parameters:
    """The parameters of a page.

    :raises Vragenfout: with all that is wrong with any of them.
    """
    plat: dict[str, Any] = {}  # Any: as marshmallow takes them
    for naam, veld in vorm.fields.items():
        waarden = [waarde.strip() for waarde in gegeven.getlist(naam) if waarde.strip()]
        if waarden:
            plat[naam] = waarden if isinstance(veld, fields.List) else waarden[0]
    try:
        geladen: Parameters = vorm.load(plat)
    except ValidationError as fout:
        raise Vragenfout({naam: _fout(vorm, naam) for naam in fout.messages_dict}) from fout
    return geladen


def _fout(vorm: Schermvraag, naam: str) -> str:
    veld = vorm.fields.get(naam)
    for soort, sleutel in ((Datumveld, "datum"), (Momentveld, "moment"), (Getalveld, "getal")):
        if isinstance(veld, soort):
            return f"frame.vraagfout.{sleutel}"
    return "frame.vraagfout.waarde"
