"""Text that can be run is run, and words that name something name what exists."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import commands, copy_examples, examples_of
from tests.serving import free_port, serving

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trienkhai"
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = commands()

SERVERS = ["serve", "demo"]
# What an installation goes through before the other commands have something to work on; then a round is opened.
FIRST = ["init", "import units", "import people", "import indicators", "import targets"]
ROUND = """
from datetime import datetime, timedelta, timezone
from trienkhai.starting import start_django
start_django()
from trienkhai.collection.actions import open_round, prepare_round
from trienkhai.indicators.models import Form
from trienkhai.units.models import Post, Unit
by = Post.objects.get(person__login="lo.may")
made = prepare_round(
    code="hoc-tap-2026", title="Học tập cộng đồng năm 2026", unit=by.unit, line=by.line,
    form=Form.objects.get(code="community_services"), period="2026", instructions="", document=None,
    deadline=datetime.now(timezone.utc) + timedelta(days=30), units=[Unit.objects.get(code="song-ga")], by=by,
)
open_round(round=made, by=by)
"""


# --- the examples of the command line ---------------------------------------------------------------------------------


def environment(folder: Path) -> dict[str, str]:
    """A user with nothing but the program: own home, own state, no browser to open."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_", "XDG_"))}
    kept.pop("DATABASE_URL", None)
    return kept | {"HOME": str(folder), "TRIENKHAI_STATE": str(folder / "state"), "BROWSER": "true", "COLUMNS": "120"}


def words_of(example: str) -> list[str]:
    """The example as a shell would split it, run by this Python."""
    return [sys.executable, "-m", "trienkhai.cli", *shlex.split(example)[1:]]


def run(example: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run one example in a scratch folder."""
    return subprocess.run(
        words_of(example),
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def installations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder as it is before each of FIRST, and under "" as it is after all of them."""
    folder = tmp_path_factory.mktemp("installation")
    kept = {}
    for command in FIRST:
        kept[command] = Path(shutil.copytree(folder, folder.with_name(f"before {command}")))
        copy_examples(command, folder)
        for example in examples_of(command):
            done = run(example, folder)
            assert done.returncode == 0, f"{example}\n{done.stderr}"
    opened = subprocess.run(
        [sys.executable, "-c", ROUND], env=environment(folder), capture_output=True, text=True, check=False
    )
    assert opened.returncode == 0, opened.stderr
    return kept | {"": folder}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_ends_in_an_example(command: str) -> None:
    epilog = (COMMANDS[command].epilog or "").rstrip()
    assert re.match(rf"  \$ trienkhai {command}\b", epilog.splitlines()[-1] if epilog else ""), epilog
    assert COMMANDS[command].description


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in SERVERS])
def test_the_example_of_each_command_works(command: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    if COMMANDS[command].get_default("needs_django"):
        made = request.getfixturevalue("installations")
        shutil.copytree(made.get(command, made[""]), folder, dirs_exist_ok=True)
    copy_examples(command, folder)
    for example in examples_of(command):
        done = run(example, folder)
        assert done.returncode == 0, f"{example}\n{done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [name for name in COMMANDS if name in SERVERS])
def test_the_example_of_each_server_answers(command: str, installations: dict[str, Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(installations[""], tmp_path / "here"))
    copy_examples(command, folder)
    for example in examples_of(command):
        example = re.sub(r"( --port \d+)?$", f" --port {free_port()}", example, count=1)
        with serving(words_of(example), folder, environment(folder)) as served:
            served.address(seconds=120)
            assert served.stop() in (0, 130)


def test_wrong_usage_and_refusals_have_their_exit_codes(tmp_path: Path) -> None:
    assert run("trienkhai", tmp_path).returncode == 2
    assert run("trienkhai no-such-command", tmp_path).returncode == 2
    refused = run("trienkhai serve", tmp_path)
    assert refused.returncode == 1
    assert "trienkhai init" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"", document.read_text(encoding="utf-8"))
    local = [one or other for one, other in targets if not (one or other).startswith(("http", "mailto:", "#"))]
    assert [target for target in local if not (document.parent / target.split("#")[0]).exists()] == []


def test_pages_name_targets_and_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    known = {name.split()[0] for name in COMMANDS}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
        assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets, page.name
        assert set(re.findall(r"(?<![/\w])trienkhai ([a-z]+)", code)) <= known, page.name


def test_every_target_says_what_it_does() -> None:
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ["setup", "demo", "test", "test-quick", "check", "bench", "help"]:
        assert re.search(rf"^  make {target} +\S", done.stdout, re.MULTILINE), target


TABLES = {"models.Model", "Model", "AbstractBaseUser"}


def models() -> set[str]:
    """Names of all tables' classes."""
    names = set()
    for path in [*SOURCE.glob("*/models.py"), *SOURCE.glob("*/models/*.py")]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and TABLES & {ast.unparse(base) for base in node.bases}:
                names.add(node.name)
    return names


def test_the_glossary_names_every_table_and_only_classes_that_exist() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in glossary.splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([A-Z]\w+)`", row[-2])}
    classes = {
        node.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert named - classes == set(), "in the glossary, not in the code"
    assert models() - named == set(), "in the code, not in the glossary"


def test_decisions_are_numbered_once_and_short() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(numbers) == len(set(numbers))
    for path in decisions:
        assert re.match(r"\d{4}-[a-z0-9-]+\.md$", path.name), path.name
        assert len(path.read_text(encoding="utf-8").split()) <= 300, f"{path.name} is longer than 300 words"
