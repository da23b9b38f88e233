"""Why a document is not taken into the register, or not linked."""

from __future__ import annotations

from typing import Any

from trienkhai.vietnamese import Refusal


class NotASign(Refusal):
    """The text is no number and symbol of a document."""

    code = "not_a_sign"


class CannotRegister(Refusal):
    """Something about the document cannot be right."""

    code = "cannot_register"


class AlreadyRegistered(Refusal):
    """The same document stands in the same register; `document_id` says where."""

    code = "already_registered"

    def __init__(self, template: str, *, document_id: int, **values: Any) -> None:
        self.document_id = document_id
        super().__init__(template, **values)


class CannotLink(Refusal):
    """A document cannot rest on itself, not even by a detour."""

    code = "cannot_link"
