"""Doors of the browser."""
