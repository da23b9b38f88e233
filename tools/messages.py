"""The English translation: `extract` gathers what pages say, `missing` lists what lacks English, `compile` makes .mo.

Msgids are Vietnamese sentences in Python and templates; English is written by hand into locale/en/…/django.po.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_with
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trienkhai"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = "# English for the Vietnamese sentences of the pages.\n"
DATES = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By")


def sources(root: Path = SOURCE) -> Iterator[Path]:
    """Python files and templates that may speak to people."""
    for path in sorted(root.rglob("*")):
        speaks = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
        if speaks and "migrations" not in path.parts:
            yield path


def python_of(path: Path) -> bytes:
    """The file as Python: templates by way of Django, each line without indentation, which Python would refuse."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def keywords_of(code: bytes, path: Path) -> dict[str, tuple[int | tuple[int, str], ...] | None]:
    """The functions that mark messages, under the names by which a file imports them (`gettext as now_in`)."""
    if path.suffix != ".py":
        return KEYWORDS
    imported = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    names = [name for node in imported for name in node.names if name.asname and name.name in KEYWORDS]
    return KEYWORDS | {str(name.asname): KEYWORDS[name.name] for name in names}


def gathered(root: Path = SOURCE) -> Catalog:
    """Every message of the product with the files that say it."""
    catalog = Catalog(locale="en")
    for path in sources(root):
        code, options = python_of(path), {"encoding": "utf-8"}
        found = extract_with("python", io.BytesIO(code), keywords_of(code, path), options=options)
        for _, message, comments, context in found:
            if message and message != ("", ""):
                place = path.relative_to(root.parent).as_posix()
                catalog.add(message, None, [(place, 1)], auto_comments=comments, context=context)
    return catalog


def translated(path: Path = PO) -> Catalog:
    """The translation as it stands; an empty one before the first extract."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def updated(path: Path = PO, root: Path = SOURCE) -> Catalog:
    """The translation with exactly the messages that the product says today; nothing is guessed."""
    catalog = translated(path)
    catalog.update(gathered(root), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.msgid_bugs_address = "trienkhai", "1", "-"
    return catalog


def extract(path: Path = PO, root: Path = SOURCE) -> int:
    """Bring the .po up to what the product says today."""
    save(updated(path, root), path)
    return 0


def save(catalog: Catalog, path: Path = PO) -> None:
    """Write a .po without dates or line numbers, so that it changes only when words do."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, include_lineno=False, sort_by_file=True, width=100)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}:' for name in DATES))]
    body = "".join(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body[body.index('msgid ""') :], encoding="utf-8")


def compile_all(locale: Path = PO.parent.parent.parent) -> int:
    """Make the .mo that Django reads beside every .po."""
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalog)
    return 0


def lacking(catalog: Catalog) -> list[Message]:
    """Messages without English, or with English for one of two numbers only."""
    return [message for message in catalog if message.id and not _complete(message)]


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string or ""]
    return all(strings) and not message.fuzzy


def missing() -> int:
    """List what lacks English: one line each, with the file that says it."""
    found = lacking(updated())
    for message in found:
        place = message.locations[0][0] if message.locations else "?"
        words = message.id if isinstance(message.id, str) else message.id[0]
        print(f"{place}: {words!r}", file=sys.stderr)
    return 1 if found else 0


def main(argv: list[str] | None = None) -> int:
    """Exit code 0, or 1 when `missing` found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    does: dict[str, Callable[[], int]] = {
        "extract": extract,
        "update": extract,
        "compile": compile_all,
        "missing": missing,
    }
    parser.add_argument("command", choices=does, help="extract (update): code → .po; compile: .po → .mo; missing: list")
    return does[parser.parse_args(argv).command]()


if __name__ == "__main__":
    raise SystemExit(main())
