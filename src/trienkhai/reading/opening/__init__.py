"""Files in: text, reading and the place of every mark. The kind is decided by content; the name only has to agree."""

from trienkhai.reading.opening.reader import FileReading, read_file

__all__ = ["FileReading", "read_file"]
