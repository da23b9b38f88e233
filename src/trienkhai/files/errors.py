"""What this room refuses, for people to read. Imports no Django."""

from trienkhai.vietnamese import N_, Refusal


class Empty(Refusal):
    """Nothing in it."""

    code = "empty"


class TooLarge(Refusal):
    """More bytes than are taken."""

    code = "too_large"


class DiskFull(Refusal):
    """No room to keep it; nothing was kept."""

    code = "disk_full"


class NotTaken(Refusal):
    """A kind that is not kept; the code of the instance says why."""

    code = "not_taken"


class NotWhatItClaims(Refusal):
    """Name and content tell different kinds."""

    code = "not_what_it_claims"


class Unreadable(Refusal):
    """Damaged, or the reader failed on it."""

    code = "unreadable"


class Missing(Refusal):
    """The row is there, its content is not."""

    code = "missing"


class ChildFailed(Refusal):
    """The process that opened the file ended without an answer."""

    code = "killed"


class TimedOut(ChildFailed):
    """It took longer than allowed."""

    code = "timeout"


class OutOfMemory(ChildFailed):
    """It asked for more memory than allowed."""

    code = "out_of_memory"


class RefusedInside(Refusal):
    """A refusal made in the child process; `code` is the one given there."""


DAMAGED = N_(
    "Không mở được tệp: nội dung bị hỏng hoặc không theo chuẩn. Hãy mở bằng phần mềm đã tạo ra tệp rồi lưu lại."
)
