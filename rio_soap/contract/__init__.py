"""Everything read from ``wsdl/`` and ``xsd/``: operations, schemas, kenmerken and the mapping XML ↔ Python."""
