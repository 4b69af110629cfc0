"""vertrouwen."""
