"""Deliveries by the pile, for koppelingen that write files: read, translated, delivered once, answered and reported."""
