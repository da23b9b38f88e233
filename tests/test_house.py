"""The rules of the house, kept by walking the source. A rule that only lives in prose leaks."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trienkhai"

# A room imports only rooms that stand before it. What stands after the catalogue, other than `demo`, is a single file.
PURE = ["vietnamese", "reading", "consolidation", "writing"]
APPS = ["kit", "journal", "files", "people", "units", "indicators", "directives", "collection", "editions", "desk"]
FILES = ["starting", "wsgi", "server", "demo", "database", "settings", "urls", "health", "service", "cli"]
ORDER = [*PURE, *APPS, "catalogue", *FILES]

# Words of an address, in two halves so that this file does not find itself.
ADDRESSES = [a + b for a, b in [("files.python", "hosted"), ("pypi.", "org"), ("file:", "///")]]
MACHINE = re.compile("|".join(a + b for a, b in [("/ro", "ot/"), ("/ho", "me/"), ("/wo", "rk/"), ("/opt/", "pypi")]))

CLOCK = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.monotonic",
    "time.localtime",
}
NETWORK = {"socket", "ssl", "http", "urllib.request", "asyncio", "requests", "httpx", "urllib3", "ftplib", "smtplib"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


# --- what is there ----------------------------------------------------------------------------------------------------


def committed() -> list[Path]:
    """Every file that git would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


@cache
def modules() -> list[Path]:
    """Python files of the product, without what Django writes itself."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def room_of(path: Path) -> str:
    """`src/trienkhai/units/pages/tree.py` → `units`; a single file is a room of its own."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def layer_of(path: Path) -> str:
    """`units/pages/tree.py` and `units/pages.py` → `pages`."""
    parts = path.relative_to(SOURCE).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


@cache
def parsed(path: Path) -> ast.Module:
    """The tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """(line, module or module.name) of every import, also those inside functions; relative ones made absolute."""
    package = ["trienkhai", *path.relative_to(SOURCE).parts[:-1]]
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{module}.{alias.name}") for alias in node.names]
    return found


def place(path: Path, line: int) -> str:
    """For messages."""
    return f"{path.relative_to(ROOT)}:{line}"


def is_or_below(module: str, parent: str) -> bool:
    """`a.b.c` is below `a.b`."""
    return module == parent or module.startswith(parent + ".")


# --- rooms ------------------------------------------------------------------------------------------------------------


def test_every_room_stands_in_the_order() -> None:
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert rooms <= set(ORDER), f"not in the list: {sorted(rooms - set(ORDER))}"


def test_no_room_is_empty() -> None:
    folders = [path for path in SOURCE.iterdir() if path.is_dir() and path.name in [*PURE, *APPS, "catalogue", "demo"]]
    assert [path.name for path in folders if not any(p.is_file() for p in path.rglob("*") if p.suffix != ".pyc")] == []


def test_a_room_imports_only_rooms_above_it() -> None:
    wrong = []
    for path in modules():
        room = room_of(path)
        for line, module in imports(path):
            parts = module.split(".")
            other = parts[1] if parts[0] == "trienkhai" and len(parts) > 1 else room
            if other != room and other in ORDER and (room == "__init__" or ORDER.index(other) > ORDER.index(room)):
                wrong.append(f"{place(path, line)}: {room} imports {other}")
    assert not wrong, "\n".join(wrong)


def test_pure_rooms_know_only_vietnamese() -> None:
    wrong = []
    for path in modules():
        if room_of(path) not in PURE:
            continue
        for line, module in imports(path):
            allowed = ["trienkhai.vietnamese", f"trienkhai.{room_of(path)}"]
            if is_or_below(module, "trienkhai") and not any(is_or_below(module, name) for name in allowed):
                wrong.append(f"{place(path, line)}: {module}")
            if is_or_below(module, "django") or any(is_or_below(module, name) for name in NETWORK):
                wrong.append(f"{place(path, line)}: {module}")
    assert not wrong, "\n".join(wrong)


def test_pure_rooms_have_no_clock() -> None:
    wrong = []
    for path in modules():
        if room_of(path) not in PURE:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ".".join(ast.unparse(node.func).split(".")[-2:])
                if called in CLOCK:
                    wrong.append(f"{place(path, node.lineno)}: {called}")
    assert not wrong, "\n".join(wrong)


DOORS = {"pages", "commands", "jobs", "api"}


def test_doors_import_no_models() -> None:
    wrong = [
        f"{place(path, line)}: {module}"
        for path in modules()
        if room_of(path) in APPS and layer_of(path) in DOORS
        for line, module in imports(path)
        if module.startswith("trienkhai.") and "models" in module.split(".")
    ]
    assert not wrong, "\n".join(wrong)


BELOW = {
    "models": DOORS | {"queries", "gates", "actions", "forms", "urls"},
    "queries": DOORS | {"actions", "forms", "urls"},
    "gates": DOORS | {"actions", "forms", "urls"},
    "actions": DOORS | {"forms", "urls"},
}


def test_inside_an_app_nothing_imports_what_stands_after_it() -> None:
    wrong = []
    for path in modules():
        for line, module in imports(path):
            parts = module.split(".")
            if (
                room_of(path) in APPS
                and parts[0] == "trienkhai"
                and len(parts) > 2
                and parts[2] in BELOW.get(layer_of(path), ())
            ):
                wrong.append(f"{place(path, line)}: {layer_of(path)} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_no_signals_and_no_admin() -> None:
    wrong = [
        f"{place(path, line)}: {module}"
        for path in modules()
        for line, module in imports(path)
        if module.startswith(("django.db.models.signals", "django.dispatch", "django.contrib.admin"))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("command", ["read", "consolidate"])
def test_pure_commands_import_no_django(command: str, tmp_path: Path) -> None:
    from tests.examples import copy_examples, examples_of

    copy_examples(command, tmp_path)
    program = (
        "import sys; from trienkhai.cli import main\n"
        "for line in sys.stdin.read().splitlines(): assert main(line.split()) == 0, line\n"
        "print('DJANGO', sorted(name for name in sys.modules if name.split('.')[0] == 'django')[:3])"
    )
    lines = "\n".join(line.removeprefix("trienkhai ") for line in examples_of(command))
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=lines,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "DJANGO []"


# --- files ------------------------------------------------------------------------------------------------------------

DATA = {"migrations", "lexicon", "locale", "vendored", "catalogue"}


def test_no_file_is_long() -> None:
    long = []
    for path in committed():
        if path.suffix in {".py", ".html", ".css"} and not DATA & set(path.parts):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > LONGEST_FILE:
                long.append(f"{path.relative_to(ROOT)}: {lines} lines")
    assert not long, "\n".join(long)


def functions() -> Iterator[tuple[int, str]]:
    """(lines, place and name) of every function of the product."""
    for path in modules():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or 0) - node.lineno + 1, f"{place(path, node.lineno)} {node.name}"


def test_no_function_is_long() -> None:
    long = [f"{lines} lines: {name}" for lines, name in sorted(functions(), reverse=True) if lines > LONGEST_FUNCTION]
    assert not long, "\n".join(long)


def test_no_address_of_a_registry_and_no_place_of_a_machine() -> None:
    wrong = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # fonts and pictures
        wrong += [f"{path.relative_to(ROOT)}: {word}" for word in ADDRESSES if word in text]
        wrong += [f"{path.relative_to(ROOT)}: {found[0]}" for found in MACHINE.finditer(text)]
    assert not wrong, "\n".join(wrong)


INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)[^>]*>  # a script without a source
      | <style\b
      | \sstyle=["']                  # an attribute, not a word in a sentence
      | \son[a-z]+=["']               # onclick="…"
      | href=["']javascript:
    """,
    re.VERBOSE | re.IGNORECASE,
)


def test_templates_have_no_inline_script_or_style() -> None:
    wrong = []
    for path in SOURCE.glob("*/templates/**/*.html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (found := INLINE.search(line)) and 'type="application/json"' not in line:
                wrong.append(f"{place(path, number)}: {found[0].strip()}")
    assert not wrong, "\n".join(wrong)


def test_no_refusal_has_a_place_called_code() -> None:
    """`Refusal(code=…)` is the short word for programs: it never fills a sentence."""
    sentence = re.compile(r'N_\(\s*"[^"]*\{code\}')
    assert not [path for path in SOURCE.rglob("*.py") if sentence.search(path.read_text("utf-8"))]


def test_vendored_files_name_their_licence_and_version() -> None:
    """Beside vendored files, fonts too, stand a licence (LICENSE… or OFL.txt) and a README that names the version."""
    folders = {path.parent for path in SOURCE.rglob("*.ttf")} | {
        path for path in SOURCE.rglob("vendored") if path.is_dir()
    }
    for folder in folders:
        names = [path.name for path in folder.iterdir()]
        assert any(name.startswith(("LICENSE", "OFL")) for name in names), f"{folder.relative_to(ROOT)}: no licence"
        notes = [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix in {".txt", ".md"}]
        assert any(re.search(r"\b[Vv]ersion\s+\d", note) for note in notes), f"{folder.relative_to(ROOT)}: no version"


def test_every_dependency_has_a_reason_and_both_locks_agree() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = [line for line in text.splitlines() if re.match(r'    "[a-z0-9-]+(\[[a-z,]+\])?>=', line)]
    assert named
    assert [line for line in named if "#" not in line] == []
    runtime, test = (locked(ROOT / name) for name in ("requirements.txt", "requirements-test.txt"))
    assert {name: (version, test.get(name)) for name, version in runtime.items() if test.get(name) != version} == {}


def locked(path: Path) -> dict[str, str]:
    """Names and versions of a lock file, with their markers."""
    pins = re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==(.+?) *\\?$", path.read_text(encoding="utf-8"), re.MULTILINE)
    found: dict[str, str] = {}
    for name, version in pins:
        found[name] = "|".join(sorted({*found.get(name, "").split("|"), version} - {""}))
    return found
