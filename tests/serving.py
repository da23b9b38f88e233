"""Starting a command that serves, waiting for its page, and stopping it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

ADDRESS = re.compile(r"http://[^\s/]+/")


class Served:
    """A running command, what it has printed so far, and the address that it named."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    def address(self, seconds: float) -> str:
        """The first address printed, once a page answers there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            if (found := ADDRESS.search("".join(self.lines))) and answers(found[0]):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no page within {seconds} s, exit code {self.process.poll()}:\n{''.join(self.lines)}")

    def stop(self) -> int:
        """Ctrl-C, as a person would stop it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.reader.join(5)
            if self.process.stdout:
                self.process.stdout.close()


def free_port() -> int:
    """One that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether a page is there; a sign-in page is a page."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        error.close()
        raise AssertionError(f"{address} answers {error.code}") from error
    except OSError:
        return False


@contextlib.contextmanager
def serving(command: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator[Served]:
    """The command running in a process group of its own."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    served = Served(process)
    try:
        yield served
    finally:
        served.stop()
