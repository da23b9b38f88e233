"""The wheel, installed where no source is: everything that the product needs at run time is in it."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.serving import answers, free_port, serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source as it stands, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (made,) = folder.glob("trienkhai-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; its dependencies are those of this environment, but not its source."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    site = folder / "lib" / Path(sysconfig.get_path("purelib")).parent.name / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Named by `import site` of the new environment, after its own folder; `.pth` files of the other one are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def run(*command: str, cwd: Path | None = None) -> str:
    """Output of a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_names_its_command_and_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        points = archive.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert "trienkhai = trienkhai.cli:main" in points
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_brings_all_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kept = {path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix not in {".pyc", ".po", ".pot"}}
    assert (
        sorted(str(path.relative_to(ROOT / "src")) for path in kept if str(path.relative_to(ROOT / "src")) not in names)
        == []
    )


def test_the_installed_wheel_runs_the_demo(installed: Path, tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_", "DATABASE_"))
    }
    environment |= {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path), "PYTHONSAFEPATH": "1"}
    program = "import sys; from trienkhai.cli import main; sys.exit(main())"
    start = installed.parent / "trienkhai"
    start.write_text(f"#!{installed}\nif __name__ == '__main__':\n    {program}\n", encoding="utf-8")
    start.chmod(0o755)
    where = run(str(installed), "-P", "-c", "import trienkhai; print(trienkhai.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)
    with serving([str(start), "demo", "--no-browser", "--port", str(free_port())], tmp_path, environment) as served:
        assert answers(served.address(seconds=120))
