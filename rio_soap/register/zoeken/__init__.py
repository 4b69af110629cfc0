"""Search: organisations and offers by name, number, code, place and postcode.

Beside the objects stand rows by which they are found, written in the transaction that changes an object (`bijhouden`):

- `zoekobject` with `zoeknaam` and `zoekgegeven`: the four kinds of unit, instellingserkenningen and onderwijslocaties;
- `opleidingsnaam`: names of opleidingseenheden (``eigen`` false) and own names of offers (``eigen`` true, only of those
  that have one), by code of the eenheid or of the offer in lower case;
- `zoekwoord` with `zoektrigram`: the words of the first, for what was typed wrongly.

Texts are folded by `rio_soap.register.regels.folding.woorden`. By their words names are found with `woordvraag`.
"""
