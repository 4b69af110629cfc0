"""The communicatiecontexten of revision 0015, as they were then: a migration goes by no file that may change."""

import sqlalchemy as sa

_ALLE = "ONDERWIJSBESTUUR ONDERWIJSAANBIEDERGROEP ONDERWIJSAANBIEDER ONDERWIJSBEGELEIDINGSAANBIEDER"
_ZONDER_BEGELEIDING = "ONDERWIJSBESTUUR ONDERWIJSAANBIEDERGROEP ONDERWIJSAANBIEDER"
_RIJEN = (
    ("ALGEMEEN", True, True, "", _ALLE),
    ("AANMELDEN", True, True, "", _ALLE),
    ("CENTRAAL_AANMELDEN_MBO", True, False, "", _ZONDER_BEGELEIDING),
    ("FACTURATIE", True, False, "", _ZONDER_BEGELEIDING),
    ("LEERPLICHT", False, False, "GEMEENTE", _ALLE),
    ("TOEZICHT", False, False, "INSPECTIE", _ALLE),
    ("BPV", False, False, "SBB", _ZONDER_BEGELEIDING),
    ("BEKOSTIGING", False, False, "", "ONDERWIJSBESTUUR"),
    ("STAP", False, False, "", ""),
)
_INVOEGEN = sa.text(
    "INSERT INTO communicatiecontext (naam, openbaar, familie_a, lezersrollen, eenheden, begindatum)"
    " VALUES (:naam, :openbaar, :familie_a, :lezersrollen, :eenheden, '2000-01-01')"
)


def vul(verbinding: sa.Connection) -> None:
    """Give the register the contexten with which it begins."""
    namen = ("naam", "openbaar", "familie_a", "lezersrollen", "eenheden")
    for rij in _RIJEN:
        verbinding.execute(_INVOEGEN, dict(zip(namen, rij, strict=True)))
