"""The register of RIO: what is kept, by which rules, and all that reads or changes it; no XML, HTTP or Spyne."""
