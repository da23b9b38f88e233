"""Triển Khai: from a directive to a result that can be checked."""

__version__ = "0.1.0"
