"""Whatever is changed in a signed message, it is refused, or nothing that was signed has changed."""

import random
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort

AANTAL = 2500


def gelezen(data: bytes, profiel) -> list[object]:
    """All that a receiver takes from a message: the headers by position and the content as lxml shows it."""
    envelope: Envelope = lees_envelope(data, None, profiel)
    headers = [(naam, [canoniek(e) for e in elementen]) for naam, elementen in sorted(envelope.wsa.items())]
    tijd = canoniek(envelope.security[0].find("{*}Timestamp")) if envelope.security else None
    inhoud = [(e.tag, e.text, e.tail, dict(e.attrib)) for e in envelope.inhoud.iter()]
    return [headers, tijd, inhoud]


@pytest.fixture(scope="module")
def bericht(wereld) -> bytes:
    return wereld.verzoek()


@pytest.fixture(scope="module")
def goed(wereld, bericht) -> list[object]:
    return gelezen(bericht, wereld.profiel)


def houdt_stand(data: bytes, wereld, goed) -> bool:
    """Whether the message was refused with a fault of the sender; an accepted one must read the same."""
    fout: Edufout | None = None
    try:
        wereld.oordeel(data)
    except Edufout as gevangen:
        fout = gevangen
    if fout is not None:
        assert fout.soort not in (Foutsoort.DK0050, Foutsoort.DK0051)
        assert fout.bevindingen
        return True
    assert gelezen(data, wereld.profiel) == goed, "accepted, though something signed has changed"
    return False


def test_random_bytes_changed(wereld, bericht, goed):
    kans = random.Random(20261124)
    geweigerd = 0
    for _ in range(AANTAL):
        data = bytearray(bericht)
        plek = kans.randrange(len(data))
        actie = kans.randrange(4)
        if actie == 0:
            data[plek] ^= 1 << kans.randrange(8)
        elif actie == 1:
            data[plek] = kans.choice(b"<>&\"'/:= aZ0\t\n\r!?#\x00\xff")
        elif actie == 2:
            del data[plek : plek + kans.randrange(1, 40)]
        else:
            bron = kans.randrange(len(data))
            data[plek:plek] = data[bron : bron + kans.randrange(1, 200)]
        geweigerd += houdt_stand(bytes(data), wereld, goed)
    assert geweigerd > AANTAL * 0.8


def test_random_elements_moved_copied_or_removed(wereld, bericht, goed):
    kans = random.Random(1124)
    geweigerd = 0
    for _ in range(AANTAL):
        root = etree.fromstring(bericht)
        alle = list(root.iter())[1:]
        for _ in range(kans.randrange(1, 4)):
            wat, waar = kans.choice(alle), kans.choice([root, *alle])
            actie = kans.randrange(4)
            if actie == 0 or wat is waar or wat in list(waar.iterancestors()):
                ouder = wat.getparent()
                if ouder is not None and len(list(root.iter())) > 5:
                    ouder.remove(wat)
            elif actie == 1:
                waar.append(wat)
            elif actie == 2:
                waar.insert(0, deepcopy(wat))
            else:
                waar.set(*kans.choice([(naam, waarde) for e in alle for naam, waarde in e.attrib.items()]))
        geweigerd += houdt_stand(etree.tostring(root), wereld, goed)
    assert geweigerd > AANTAL * 0.8


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_text_in_any_place(wereld, bericht, goed, data):
    van = data.draw(st.integers(0, len(bericht)))
    tot = data.draw(st.integers(van, min(len(bericht), van + 60)))
    stuk = data.draw(
        st.one_of(st.binary(max_size=40), st.text(max_size=20).map(lambda t: t.encode("utf-8", "replace")))
    )
    houdt_stand(bericht[:van] + stuk + bericht[tot:], wereld, goed)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400))
def test_noise_is_refused_with_a_fault(wereld, goed, data):
    assert houdt_stand(data, wereld, goed)
