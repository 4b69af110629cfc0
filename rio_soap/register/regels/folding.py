"""When two names are the same one: the one folding for every search and comparison of names.

Names come in capitals, with or without their diacritics, with these as characters of their own (NFD) or not (NFC), with
one apostrophe or another, with a hyphen, a full stop or a blank, with a soft hyphen or another character not seen
(from a page or a table that they were copied from). None of that makes it another name. Both databases, the store of
the BAG and the comparisons in Python go by this function; what a database itself takes for equal knows ASCII only, or
depends on how it was set up.
"""

import re
import unicodedata

_APOSTROF = re.compile("['`\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u02b9]| [\u0300\u0301]")
"""As `NFKD` has them: an accent that stands alone is a blank with that accent on it."""
_STREEP_OF_WIT = re.compile(r"[-.\u2010-\u2015\u2212_/\s]+")
_WOORD = re.compile(r"[^\W_]+")
_LOS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
"""Letters of one piece that Unicode does not take apart."""


def gevouwen(naam: str) -> str:
    """A name for comparing: lower case, no diacritics, no apostrophes, one blank for white space, hyphens and stops.

    Two folded names are equal when the names are; folding again changes nothing.
    """
    tekst = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _zichtbaar(naam)).casefold())
    zonder = "".join(teken for teken in _APOSTROF.sub("", tekst) if not unicodedata.combining(teken))
    return _STREEP_OF_WIT.sub(" ", zonder.translate(_LOS)).strip()


def woorden(tekst: str) -> list[str]:
    """The words of a folded text, of letters and digits only: what search goes by.

    Joined by blanks they are the same words again.
    """
    return _WOORD.findall(gevouwen(tekst))


def zoektekst(naam: str) -> str:
    """A name or place as search keeps it: its words, joined by blanks, so that brackets and commas do not count."""
    return " ".join(woorden(naam))


def licht_gevouwen(naam: str) -> str:
    """A name for telling apart what `gevouwen` takes for equal: as it is, but for capitals and white space."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", " ".join(_zichtbaar(naam).split())).casefold())


def _zichtbaar(naam: str) -> str:
    """Without characters that only say how to set a text (category Cf)."""
    return naam if naam.isprintable() else "".join(teken for teken in naam if unicodedata.category(teken) != "Cf")
