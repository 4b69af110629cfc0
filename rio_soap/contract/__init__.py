"""Everything read from ``wsdl/`` and ``xsd/``: operations, schemas, kenmerk configuration and the mapping XML ↔ Python."""
