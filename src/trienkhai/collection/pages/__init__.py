"""Doors to rounds, submissions, narratives and figures."""
