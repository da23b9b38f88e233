"""The page of totals of a province beside the same table from ready strings in a bare Django template.

A year of a province stands in the database: 160 communes, 300 indicators in 15 forms, 12 months, every cell filled,
0.6 million figures. The page shows 161 units × 20 indicators for the whole year, through all of the middleware, in one
process with the test client; the bare template has nothing but the table, the same to the letter. Processor time, of
the database server too where there is one; least of several.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
POSTGRESQL = HERE / "tools" / "with-postgresql.sh"
COMMUNES, FORMS = 160, 15
MISSING = "PostgreSQL is missing"


def main(words: Sequence[str] = ()) -> int:
    """Each database in a process of its own. Arguments: --communes N, --forms N, --database NAME, --profile FILE."""
    parser = argparse.ArgumentParser(prog="bench page", description=__doc__)
    parser.add_argument("--communes", type=int, default=COMMUNES)
    parser.add_argument("--forms", type=int, default=FORMS, help="of 20 indicators each")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--profile", default="", metavar="FILE", help="write what the warm page spends its time on")
    chosen = parser.parse_args(words)
    return max(on(name, chosen) for name in chosen.database or ["sqlite", "postgresql"])


def on(database: str, chosen: argparse.Namespace) -> int:
    """Measure on one of the databases, made in a scratch folder."""
    size = [str(chosen.communes), str(chosen.forms), chosen.profile]
    command = [sys.executable, "-m", "bench.province_page", database, *size]
    with tempfile.TemporaryDirectory(prefix="trienkhai-bench-") as state:
        Path(state, "static").mkdir()
        place = {"TRIENKHAI_STATE": state, "DJANGO_SETTINGS_MODULE": "trienkhai.settings"}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("TRIENKHAI_")} | place
        environment.pop("DATABASE_URL", None)
        if database == "sqlite":
            return subprocess.run(command, env=environment, cwd=HERE, check=False).returncode
        told = subprocess.run([str(POSTGRESQL), *command], env=environment, cwd=HERE, stderr=subprocess.PIPE, text=True)
        if MISSING in told.stderr:
            print(f"{'page, postgresql':<44} {'':>12}  not measured: {told.stderr.strip()}", flush=True)
            return 0
        sys.stderr.write(told.stderr)
        return told.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
