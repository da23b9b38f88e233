"""Doors for people: the list, a document, the register's form, links and files."""
