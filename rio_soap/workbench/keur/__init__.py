"""Conformance: every rule of RIO played against an endpoint, or what a client sends judged by every rule."""
