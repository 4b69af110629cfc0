"""Fields by their type: what is one, what is none and is told at the field, and what is kept to the letter."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from rio_soap.contract.gegevens import Enkel
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.frame.opmaak import zin
from rio_soap.web.mijn.formulierlezer import Gelezenformulier, lees_formulier
from rio_soap.web.mijn.formulierstand import Ruw, van_formulier, vorm_van_verzoek
from rio_soap.web.mijn.formuliervorm import Formulierblok, Formuliermaker, Formuliervak

EENHEID, LOCATIE, ERKENNING = (
    f"aanleveren_{soort}" for soort in ("opleidingseenheid", "onderwijslocatiegebruik", "opleidingserkenning")
)
E = "o.opleidingseenheid"
P = f"{E}.opleidingseenheidPeriode.0"
GPS = "o.onderwijslocatiegebruik.aanduidingGPS"
EENHEID_VELDEN = {
    f"{E}.@": "hoOpleiding",
    f"{E}.begindatum": "2026-09-01",
    f"{E}.niveau": "HBO-BA",
    f"{E}.waardedocumentsoort": "DIPLOMA",
    f"{P}.@": "hoOpleidingPeriode",
    f"{P}.begindatum": "2026-09-01",
    f"{P}.naamLang": "Toegepaste Waterkunde",
}
LOCATIE_VELDEN = {
    "o.onderwijslocatiegebruik.@": "onderwijslocatiegebruik",
    "o.onderwijslocatiegebruik.onderwijsbestuurcode": "100B490",
    "o.onderwijslocatiegebruik.inBedrijfdatum": "2026-09-01",
    f"{GPS}.@": "aanduidingGPS",
    f"{GPS}.gpsLatitude": "53.2",
    f"{GPS}.gpsLongitude": "6.5",
}


def _ruw(operatie: str, velden: Mapping[str, str], **anders: str) -> Ruw:
    """What was sent: these fields, with others by the end of their path."""
    vol = MultiDict(velden)
    for pad, waarde in anders.items():
        vol[pad] = waarde
    return van_formulier(vol, vorm_van_verzoek(operatie), OPERATIES[operatie].verzoek)


def _eenheid(taal: str = "nl", **anders: str) -> Gelezenformulier:
    return lees_formulier(EENHEID, _ruw(EENHEID, EENHEID_VELDEN, **anders), "en" if taal == "en" else "nl")


def _waarde(gelezen: Gelezenformulier, pad: str) -> object:
    waarde: object = gelezen.velden
    for stap in pad.split(".")[1:]:
        velden = getattr(waarde, "velden", waarde)
        waarde = velden[int(stap)] if isinstance(velden, list) else velden[stap]
    return waarde


def _vakken(blok: Formulierblok) -> dict[str, Formuliervak]:
    uit: dict[str, Formuliervak] = {}
    for deel in blok.delen:
        uit |= _vakken(deel) if isinstance(deel, Formulierblok) else {deel.pad: deel}
    return uit


def _getoond(operatie: str, ruw: Ruw, fouten: Mapping[str, list[str]] | None = None) -> dict[str, Formuliervak]:
    context = Context("", datetime(2026, 9, 1, 12, tzinfo=UTC), "proef")
    return _vakken(Formuliermaker(context, "nl", fouten or {}).maak(operatie, ruw))


@pytest.mark.parametrize("tekst", ["2026-09-01", " 2026-09-01 ", "2026-09-01Z", "2026-09-01+02:00"])
def test_a_date_is_read_as_a_message_would_write_it(tekst: str) -> None:
    gelezen = _eenheid(**{f"{E}.begindatum": tekst})
    assert gelezen.fouten == {}
    assert _waarde(gelezen, f"{E}.begindatum") == date(2026, 9, 1)


@pytest.mark.parametrize(
    "tekst",
    [
        "1-9-2026",
        "2026-9-1",
        "20260901",
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "12026-01-01",
        "-2026-01-01",
        "2026-09-01T00:00:00",
        "2026-W36-2",
        "morgen",
        "٢٠٢٦-٠٩-٠١",
        "2026-09-01\n2026-09-02",
        "9" * 5000,
    ],
)
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_what_is_no_date_is_told_at_its_field_and_nowhere_else(taal: str, tekst: str) -> None:
    gelezen = _eenheid(taal, **{f"{E}.begindatum": tekst})
    assert gelezen.fouten == {f"{E}.begindatum": [zin("en" if taal == "en" else "nl", "formulier.fout.datum")]}
    assert "begindatum" not in gelezen.velden["opleidingseenheid"].velden  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tekst", "waarde"), [("0", 0), ("+12", 12), ("007", 7), (" 999 ", 999), ("-0", 0), ("\t5", 5)]
)
def test_a_whole_number_is_read_with_its_sign_and_zeros(tekst: str, waarde: int) -> None:
    gelezen = _eenheid(**{f"{E}.ISCED": tekst})
    assert gelezen.fouten == {}
    assert _waarde(gelezen, f"{E}.ISCED") == waarde


@pytest.mark.parametrize("tekst", ["1,5", "1.0", "1e3", "0x10", "één", "1_000", "१२", "--1", "+", "NaN", "9" * 400])
def test_what_is_no_whole_number_is_told_at_its_field(tekst: str) -> None:
    assert _eenheid(**{f"{E}.ISCED": tekst}).fouten == {f"{E}.ISCED": [zin("nl", "formulier.fout.geheel")]}


@pytest.mark.parametrize("tekst", ["-1", "1000", "40000", "999999999999999999"])
def test_a_number_outside_the_limits_of_its_type_is_told_at_its_field(tekst: str) -> None:
    assert set(_eenheid(**{f"{E}.ISCED": tekst}).fouten) == {f"{E}.ISCED"}


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [("53", "53"), ("-.5", "-0.5"), ("53.12345678", "53.12345678"), ("90.", "90"), ("-0.0", "0"), ("053.2", "53.2")],
)
def test_a_decimal_is_read_to_the_last_digit(tekst: str, waarde: str) -> None:
    gelezen = lees_formulier(LOCATIE, _ruw(LOCATIE, LOCATIE_VELDEN, **{f"{GPS}.gpsLatitude": tekst}), "nl")
    assert gelezen.fouten == {}
    assert _waarde(gelezen, f"{GPS}.gpsLatitude") == Decimal(waarde)


@pytest.mark.parametrize("tekst", ["53,2", "1e1", "INF", "nan", "٥٣", "53.2.1", ".", "-", "5 3", "0" * 5000])
def test_what_is_no_decimal_is_told_at_its_field(tekst: str) -> None:
    gelezen = lees_formulier(LOCATIE, _ruw(LOCATIE, LOCATIE_VELDEN, **{f"{GPS}.gpsLatitude": tekst}), "nl")
    assert gelezen.fouten == {f"{GPS}.gpsLatitude": [zin("nl", "formulier.fout.getal")]}


@pytest.mark.parametrize("tekst", ["90.1", "-91", "53.123456789"])
def test_a_decimal_too_large_or_too_precise_is_told_at_its_field(tekst: str) -> None:
    gelezen = lees_formulier(LOCATIE, _ruw(LOCATIE, LOCATIE_VELDEN, **{f"{GPS}.gpsLatitude": tekst}), "nl")
    assert set(gelezen.fouten) == {f"{GPS}.gpsLatitude"}


def _kenmerk(element: str, tekst: str) -> Gelezenformulier:
    k = f"{E}.kenmerken.0"
    return _eenheid(**{f"{k}.@": "kenmerken", f"{k}.kenmerknaam": "iets", f"{k}.{element}": tekst})


@pytest.mark.parametrize(
    ("element", "tekst", "waarde"),
    [
        ("kenmerkwaardeBoolean", "true", True),
        ("kenmerkwaardeBoolean", "false", False),
        ("kenmerkwaardeBoolean", "0", False),
        ("kenmerkwaardeDatum", "2026-09-01", date(2026, 9, 1)),
        ("kenmerkwaardeGetal", "0.000001", Decimal("0.000001")),
        ("kenmerkwaardeEnumeratiewaarde", "DEELTIJD", "DEELTIJD"),
        ("kenmerkwaardeTekst", "één\r\ntwee", "één\ntwee"),
        ("kenmerkwaardeTekst", "{0} & <b>", "{0} & <b>"),
    ],
)
def test_a_kenmerk_has_a_value_of_the_type_of_its_element(element: str, tekst: str, waarde: Enkel) -> None:
    """That it is false or zero is a value: only what is empty is not there."""
    gelezen = _kenmerk(element, tekst)
    assert gelezen.fouten == {}
    assert _waarde(gelezen, f"{E}.kenmerken.0.{element}") == waarde


@pytest.mark.parametrize(
    ("element", "tekst"),
    [
        ("kenmerkwaardeBoolean", "ja"),
        ("kenmerkwaardeBoolean", "True"),
        ("kenmerkwaardeDatum", "1 september"),
        ("kenmerkwaardeGetal", "veel"),
        ("kenmerkwaardeGetal", "0.0000001"),
        ("kenmerkwaardeEnumeratiewaarde", "kleine letters"),
        ("kenmerkwaardeTekst", "x" * 1001),
    ],
)
def test_a_value_that_its_kenmerk_cannot_have_is_told_at_that_kenmerk(element: str, tekst: str) -> None:
    assert set(_kenmerk(element, tekst).fouten) == {f"{E}.kenmerken.0.{element}"}


def test_a_kenmerk_left_empty_is_not_sent_and_the_next_keeps_its_field() -> None:
    """A form offers fields for kenmerken that nobody fills in; what is wrong stands at the one that was filled in."""
    k = f"{E}.kenmerken"
    velden = {
        f"{k}.0.@": "kenmerken",
        f"{k}.0.kenmerknaam": "leeg",
        f"{k}.0.kenmerkwaardeTekst": "",
        f"{k}.1.@": "kenmerken",
        f"{k}.1.kenmerknaam": "vol",
        f"{k}.1.kenmerkwaardeTekst": "x" * 1001,
    }
    assert set(_eenheid(**velden).fouten) == {f"{k}.1.kenmerkwaardeTekst"}
    goed = _eenheid(**{**velden, f"{k}.1.kenmerkwaardeTekst": "x"})
    assert [deel.velden["kenmerknaam"] for deel in _waarde(goed, k)] == ["vol"]  # type: ignore[attr-defined]


def test_a_kenmerk_with_two_values_is_refused() -> None:
    k = f"{E}.kenmerken.0"
    velden = {f"{k}.@": "kenmerken", f"{k}.kenmerknaam": "x", f"{k}.kenmerkwaardeTekst": "a"}
    fouten = _eenheid(**velden, **{f"{k}.kenmerkwaardeBoolean": "true"}).fouten
    assert fouten
    assert all(pad.startswith(k) for pad in fouten)


@pytest.mark.parametrize(
    ("veld", "grens"),
    [("naamKort", 40), ("naamLang", 225), ("internationaleNaam", 225), ("omschrijving", 3000)],
)
def test_a_text_fits_up_to_its_length_in_characters_and_the_page_says_how_long(veld: str, grens: int) -> None:
    """Characters, not bytes nor halves of them: a browser counts an emoji twice and the register once."""
    pad = f"{P}.{veld}"
    assert _eenheid(**{pad: "𝄞" * grens}).fouten == {}
    assert set(_eenheid(**{pad: "é" * (grens + 1)}).fouten) == {pad}
    vak = _getoond(EENHEID, _ruw(EENHEID, EENHEID_VELDEN))[pad]
    assert (vak.lengte, vak.soort) == (grens, "lang" if grens > 200 else "tekst")


@pytest.mark.parametrize("code", ["100b490", "100B49", "100B4900", "B100490", "100B490 ", "100B49\n", "<B>"])
def test_a_code_that_does_not_match_its_pattern_is_told_at_its_field(code: str) -> None:
    pad = "o.onderwijslocatiegebruik.onderwijsbestuurcode"
    assert set(lees_formulier(LOCATIE, _ruw(LOCATIE, LOCATIE_VELDEN, **{pad: code}), "nl").fouten) == {pad}


@pytest.mark.parametrize("teken", ["\x00", "\x08", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_no_message_holds_is_refused_in_words(teken: str) -> None:
    gelezen = _eenheid(**{f"{P}.omschrijving": f"voor{teken}na"})
    assert gelezen.fouten
    assert all(tekst for teksten in gelezen.fouten.values() for tekst in teksten)


@pytest.mark.parametrize(
    "tekst", ["ééń", "a&b<c>\"d'", "]]>", "<!--x-->", "%s {0} {naam}", "\u202egniht", "a\nb", "\\"]
)
def test_a_text_is_kept_to_the_letter(tekst: str) -> None:
    gelezen = _eenheid(**{f"{P}.omschrijving": tekst})
    assert gelezen.fouten == {}
    assert _waarde(gelezen, f"{P}.omschrijving") == tekst


def test_a_token_loses_only_white_space_that_says_nothing() -> None:
    assert _waarde(_eenheid(**{f"{P}.naamLang": "  Toegepaste \t Waterkunde\r\n"}), f"{P}.naamLang") == (
        "Toegepaste Waterkunde"
    )


@pytest.mark.parametrize("pad", [f"{E}.niveau", f"{E}.begindatum", f"{P}.begindatum", f"{P}.naamLang"])
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_what_cannot_be_lacking_is_told_at_its_field_and_marked_there(taal: str, pad: str) -> None:
    ruw = _ruw(EENHEID, EENHEID_VELDEN, **{pad: ""})
    gelezen = lees_formulier(EENHEID, ruw, "en" if taal == "en" else "nl")
    assert gelezen.fouten == {pad: [zin("en" if taal == "en" else "nl", "formulier.fout.verplicht")]}
    vak = _getoond(EENHEID, ruw, gelezen.fouten)[pad]
    assert vak.verplicht
    assert vak.fouten == gelezen.fouten[pad]


def test_all_that_is_wrong_is_told_at_once_each_at_its_own_field() -> None:
    fout = {f"{E}.begindatum": "x", f"{E}.ISCED": "x", f"{P}.begindatum": "", f"{P}.naamLang": ""}
    ruw = _ruw(EENHEID, EENHEID_VELDEN, **fout)
    gelezen = lees_formulier(EENHEID, ruw, "nl")
    assert set(gelezen.fouten) == set(fout)
    getoond = _getoond(EENHEID, ruw, gelezen.fouten)
    assert {pad for pad, vak in getoond.items() if vak.fouten} == set(fout)
    assert getoond[f"{E}.ISCED"].waarde == "x"
