"""What the program says when it cannot do what was asked: one base class for every room."""

from __future__ import annotations


def N_(msgid: str) -> str:
    """Mark a sentence for translation without translating it here: pure rooms know no language but Vietnamese."""
    return msgid


class Refusal(Exception):
    """A sentence for the user: what is wrong, where, and what to do next.

    `template` is a Vietnamese sentence with `{names}`; `values` fill it. Doors may translate the template and fill
    it again; `str()` is always the Vietnamese sentence. `code` is a short ASCII word for programs.
    """

    code = "refused"

    def __init__(self, template: str, *, code: str | None = None, **values: object) -> None:
        self.template = template
        self.values = values
        if code is not None:
            self.code = code
        super().__init__(template.format(**values) if values else template)
