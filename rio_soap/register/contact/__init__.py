"""Contactadressen: how to reach an organisatorische eenheid in a context, and who may know it."""
