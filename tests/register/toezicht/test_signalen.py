"""Signals: open until solved, at most one of a kind per object."""

from datetime import timedelta

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import onderwijslocatie, organisatorische_eenheid
from rio_soap.register.toezicht import ketencontrole, signalen
from tests.register.hulp import NU

LATER = NU + timedelta(hours=1)


def test_a_signal_stays_one_with_its_moment_and_takes_the_newest_text(leeg: Register) -> None:
    assert leeg.schrijf(lambda s: signalen.meld_signaal(s, "MTM001", onderwijslocatie, "107X215", "eerst", NU))
    assert not leeg.schrijf(lambda s: signalen.meld_signaal(s, "MTM001", onderwijslocatie, "107X215", "nu", LATER))
    assert leeg.schrijf(lambda s: signalen.meld_signaal(s, "MTM001", onderwijslocatie, "107X216", "x" * 600, LATER))
    with leeg.lees() as session:
        eerste, tweede = signalen.open_signalen(session)
    assert (eerste.sleutel, eerste.tekst, eerste.moment) == ("107X215", "nu", NU)
    assert len(tweede.tekst) == signalen.MAX_TEKST


def test_solving_closes_only_the_kinds_and_the_object_named(leeg: Register) -> None:
    def taak(session: signalen.Session) -> int:
        for soort, tabel, sleutel in (
            ("MTM001", onderwijslocatie, "107X215"),
            ("ADRES", onderwijslocatie, "107X215"),
            ("MTM001", onderwijslocatie, "107X216"),
            ("MTM001", organisatorische_eenheid, "107X215"),
        ):
            signalen.meld_signaal(session, soort, tabel, sleutel, "tekst", NU)
        return signalen.los_signalen_op(session, {"MTM001"}, onderwijslocatie, "107X215", LATER)

    assert leeg.schrijf(taak) == 1
    with leeg.lees() as session:
        over = {(een.soort, een.object, een.sleutel) for een in signalen.open_signalen(session)}
    assert over == {
        ("ADRES", "onderwijslocatie", "107X215"),
        ("MTM001", "onderwijslocatie", "107X216"),
        ("MTM001", "organisatorische_eenheid", "107X215"),
    }
    assert leeg.schrijf(lambda s: signalen.meld_signaal(s, "MTM001", onderwijslocatie, "107X215", "weer", LATER))


def test_a_round_begins_with_what_was_never_checked_and_then_the_longest_ago(register: Register) -> None:
    for code, moment in (("107X215", LATER), ("107X216", NU)):
        register.schrijf(lambda s, c=code, m=moment: ketencontrole.record_locatie(s, c, {}, m))  # type: ignore[misc]

    def codes(voor: object) -> list[str]:
        with register.lees() as session:
            return [x.code for x in ketencontrole.te_controleren_locaties(session, voor)]  # type: ignore[arg-type]

    assert codes(LATER) == ["107X217", "107X216", "107X215"]
    assert codes(NU) == ["107X217", "107X216"]
    assert codes(NU - timedelta(seconds=1)) == ["107X217"]


def test_what_holds_again_is_solved_and_what_does_not_stays(register: Register) -> None:
    register.schrijf(lambda s: ketencontrole.record_locatie(s, "107X215", {"ADRES": "weg", "MTM001": "twee"}, NU))
    register.schrijf(lambda s: ketencontrole.record_locatie(s, "107X215", {"MTM001": "nog twee"}, LATER))
    with register.lees() as session:
        (over,) = signalen.open_signalen(session)
    assert (over.soort, over.tekst, over.moment) == ("MTM001", "nog twee", NU)
