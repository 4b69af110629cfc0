"""bagextract."""
