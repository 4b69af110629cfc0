"""The register: what is delivered, by which rules, and what is read of it; it knows no XML, HTTP or Spyne.

A room for each part of the domain, from the ground up: `regels` (no SQL) and `database`; `logboek`, `vertrouwen`,
`wijzigingen` and `toezicht`; `erkenning`, `organisatie`, `eenheid`, `locatie` and `aanbod`; `opendata`, `proefdata`,
`migraties` and `vooraf`; on top `operaties`, which has each operation as a row. The order stands in pyproject.toml.
"""
