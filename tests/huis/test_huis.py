"""The house keeps its measures: small modules and functions, every name explained, every test with a promise."""

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.huis.huis import PAKKET, TESTS, Module, kamers, lengte, modules, proeven, publieke_delen, woorden

REGELS_PER_MODULE = 300
REGELS_PER_FUNCTIE = 60
REGELS_PER_FUNCTIE_P90 = 25
TESTREGELS_PER_REGEL = 0.9
ANY = 60
WOORDEN_PER_BELOFTE = 3

# What is written by a program, or is a table in the form of code.
GEMAAKT = {
    "rio_soap/client/berichten.py": "written from the contract by client.genereer",
    "rio_soap/client/berichten_aanvulling.py": "written from the contract by client.genereer",
    "rio_soap/client/operaties.py": "written from the contract by client.genereer",
    "rio_soap/client/operaties_aanvulling.py": "written from the contract by client.genereer",
    "rio_soap/register/database/model.py": "the tables of the database",
}
MIGRATIES = "rio_soap/register/migraties/"  # each is what it was when it was released

# The same few files in every room of a domain: they are told apart by the name of their room.
PER_DOMEIN = {"rijen", "bericht", "zaak", "controles", "leveringen", "raadplegingen", "leesvorm"}
TWEE_MODULES = {
    "__main__": "what Python calls the program of a package",
    "bevinding": "the room and what it is about",
    "database": "the room and what it is about",
    "houders": "to whom an erkenning belongs, and to whom what a load changes",
    "sleutels": "keys that sign, and keys that name",
    "opendata": "what is published, and what is loaded: each as the design of the house names it",
    "operaties": "what the contract asks, what the client calls, what the register does: by the same names",
}
TWEE_KLASSEN = {
    "Foutmelding": "what the register writes and what the client reads of it, who knows no register",
}


def geschreven() -> list[Module]:
    """The modules that people write."""
    return [module for module in modules(PAKKET) if module.pad not in GEMAAKT and not module.pad.startswith(MIGRATIES)]


def meermaals(namen: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that stand in more than one place, with those places."""
    plaatsen = defaultdict(list)
    for naam, plaats in namen:
        plaatsen[naam].append(plaats)
    return {naam: waar for naam, waar in plaatsen.items() if len(waar) > 1}


def test_no_module_is_longer_than_a_reader_keeps_in_mind() -> None:
    lang = {module.pad: module.regels for module in geschreven() if module.regels > REGELS_PER_MODULE}
    assert not lang


def test_functions_are_short_and_none_is_longer_than_a_screen() -> None:
    lengtes = sorted((lengte(deel), module.pad, deel.name) for module in geschreven() for deel in module.functies)
    assert not [deel for deel in lengtes if deel[0] > REGELS_PER_FUNCTIE]
    assert lengtes[len(lengtes) * 9 // 10][0] <= REGELS_PER_FUNCTIE_P90


def test_there_are_nine_lines_of_tests_for_every_ten_of_source() -> None:
    bron = sum(module.regels for module in modules(PAKKET))
    proef = sum(module.regels for module in modules(TESTS))
    assert proef >= TESTREGELS_PER_REGEL * bron, f"{proef} lines of tests on {bron}: {proef / bron:.3f}"


def test_any_stands_only_where_no_type_can_and_says_why() -> None:
    plaatsen = [
        (module.pad, deel.lineno)
        for module in modules(PAKKET)
        for deel in ast.walk(module.boom)
        if isinstance(deel, ast.Name) and deel.id == "Any"
    ]
    redenen = {module.pad: module.commentaar for module in modules(PAKKET)}
    zonder = [f"{pad}:{regel}" for pad, regel in plaatsen if not {regel, regel - 1} & redenen[pad].keys()]
    assert not zonder
    assert len(plaatsen) <= ANY


def test_every_public_module_class_function_and_method_says_what_it_is() -> None:
    zwijgend = [
        f"{module.pad}: {naam}"
        for module in geschreven()
        for naam, deel in [("the module", module.boom), *publieke_delen(module.boom)]
        if len((ast.get_docstring(deel) or "").split()) < 2
    ]
    assert not zwijgend


def test_every_room_says_what_it_is_in_more_than_its_name() -> None:
    leeg = [kamer.naam for kamer in kamers() if len(woorden(ast.get_docstring(kamer.boom) or "")) < 5]
    assert not leeg


def test_a_name_of_a_module_stands_once_but_for_the_files_that_every_domain_has() -> None:
    """A command is named as its user calls it, and what puts a room together as that room."""
    onder = [module for module in modules(PAKKET) if module.naam.split(".")[1:2] not in (["cli"], ["setup"])]
    dubbel = meermaals((module.kort, module.naam) for module in onder)
    assert {naam: waar for naam, waar in dubbel.items() if naam not in PER_DOMEIN | TWEE_MODULES.keys()} == {}


def test_a_name_of_a_class_stands_once() -> None:
    dubbel = meermaals((klasse.name, module.naam) for module in geschreven() for klasse in module.klassen)
    assert {naam: waar for naam, waar in dubbel.items() if naam not in TWEE_KLASSEN} == {}


def test_what_may_stand_twice_does_so() -> None:
    """An exception that nothing needs any more leaves the list."""
    module_namen = meermaals((module.kort, module.naam) for module in modules(PAKKET))
    klasse_namen = meermaals((klasse.name, module.naam) for module in geschreven() for klasse in module.klassen)
    assert module_namen.keys() >= TWEE_MODULES.keys()
    assert klasse_namen.keys() >= TWEE_KLASSEN.keys()
    assert {module.pad for module in modules(PAKKET)} >= GEMAAKT.keys()


def test_every_test_names_the_promise_that_it_keeps() -> None:
    stil = [
        f"{module.pad}: {proef.name}"
        for module, proef in proeven()
        if len(woorden(proef.name)) <= WOORDEN_PER_BELOFTE and not ast.get_docstring(proef)
    ]
    assert not stil
