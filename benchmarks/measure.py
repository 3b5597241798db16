"""Runs programs and measures them: wall time, processor time, peak memory, exit status.

The system tells all of them (`wait4`). The peak is that of the largest process that a program started, itself
included, and never below that of this script (some 18 MB), which the program is forked from.
"""

import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "target" / "benchmarks"


class Run:
    """A program that has ended."""

    def __init__(self, seconds, processor, peak, status, log):
        self.seconds, self.processor, self.peak, self.status, self.log = seconds, processor, peak, status, log

    @property
    def fine(self):
        return self.status == 0


def run(command, log, timeout, environment=None, folder=None):
    """Runs a command to its end or to the timeout. What it says goes to two files: `log`, and `log` with `.err`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as out, open(f"{log}.err", "wb") as err:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            cwd=folder, env={**os.environ, **(environment or {})}, start_new_session=True,
        )
        over = threading.Event()

        def stop():
            over.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(timeout, stop)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Run(seconds, processor, usage.ru_maxrss * unit, "timeout" if over.is_set() else process.returncode, log)


def must(command, **options):
    """Runs a command that the measurement needs."""
    print("+", *command, file=sys.stderr, flush=True)
    subprocess.run([str(word) for word in command], check=True, stdout=sys.stderr, **options)


def build():
    """Builds this project for measuring: the generator, and the program that only parses."""
    must(["cargo", "build", "--release", "--locked", "-p", "xtask"], cwd=ROOT)
    must(["cargo", "build", "--release", "--locked", "-p", "codegen", "--example", "parse_yaml"], cwd=ROOT)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    return target / "xtask", target / "examples" / "parse_yaml"


def fresh(folder):
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def rust_bytes(folder):
    """The bytes of Rust below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*.rs"))


def median(runs):
    """The medians of runs: wall time, processor time, peak of memory."""
    return [statistics.median(getattr(run, what) for run in runs) for what in ["seconds", "processor", "peak"]]


def seconds(value):
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def megabytes(value):
    return f"{value / 1e6:.1f} MB" if value < 1e7 else f"{value / 1e6:.0f} MB"


def table(headings, rows):
    """A table of Markdown; the first column is text, the others are numbers."""
    lines = [headings, ["---"] + ["---:"] * (len(headings) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine():
    """The machine in general terms."""
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return f"{os.cpu_count()} processors ({os.uname().machine}), Rust {rust}, load {os.getloadavg()[0]:.1f} at the start"
