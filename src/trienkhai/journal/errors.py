"""Mistakes of the program, not of the person: none of them is shown to anybody."""


class OutsideTransaction(RuntimeError):
    """An entry must stand or fall with what it tells."""


class NotAVerb(ValueError):
    """A verb is `thing.done`, in lower-case ASCII."""


class NotADigest(ValueError):
    """A digest is a sha256 in hexadecimal: free text and figures have no place in the journal."""


class NotSaved(ValueError):
    """What is told about must have its number already."""
