"""Measurements: what one message costs, step by step, beside the floor of each step."""
