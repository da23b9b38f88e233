"""Doors that look across rooms: my desk, totals."""
