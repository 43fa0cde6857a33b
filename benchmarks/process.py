"""Runs a command and measures it: wall time, processor time and the peak memory of all its processes.

Run as a script it is the small process in between, so that the memory of the benchmark itself does not count: on
Linux the child of a large process starts with that one's peak.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_S = 0.1
KIB_PER_UNIT = 1 if sys.platform != "darwin" else 1 / 1024  # ru_maxrss is in bytes there
TAIL_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command took: wall and processor time in seconds, peak memory in MB of all its processes together.

    ``failure`` is its last line if it failed.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    failure: str | None = None


def measured(command: Sequence[str], timeout_s: float, variables: Mapping[str, str]) -> Run:
    """Runs a command to its end, with these environment variables in addition."""
    with tempfile.TemporaryDirectory() as folder:
        report, log = Path(folder) / "report.json", Path(folder) / "log.txt"
        with log.open("wb") as stream:
            subprocess.run(  # noqa: S603 (the commands are this benchmark's own)
                [sys.executable, "-S", "-E", __file__, str(report), str(timeout_s), *command],
                stdout=stream,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **variables},
                check=False,
            )
        if not report.exists():
            return Run(wall_s=0.0, cpu_s=0.0, peak_mb=0.0, failure=_last_line(log))
        values = json.loads(report.read_text())
        failure = None
        if values["timed_out"]:
            failure = f"not done after {timeout_s:.0f} s"
        elif values["status"] != 0:
            failure = _last_line(log) or f"exit status {values['status']}"
        return Run(wall_s=values["wall_s"], cpu_s=values["cpu_s"], peak_mb=values["peak_kib"] / 1024, failure=failure)


def _last_line(log: Path) -> str:
    """The last line that says something; a traceback's notes and blank lines do not."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", "note:", "Node.js v", "}"))]
    errors = [line for line in told[-TAIL_LINES:] if "error" in line.lower()]
    return (errors or told or [""])[-1]


def tree_kib(pid: int) -> int:
    """Resident memory of a process and all its descendants now, in KiB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024 + sum(map(tree_kib, children))


def _watch(pid: int, done: threading.Event, peaks: list[int]) -> None:
    while not done.wait(SAMPLE_S):
        peaks.append(tree_kib(pid))


def _run_and_report(report: Path, timeout_s: float, command: Sequence[str]) -> None:
    peaks, done, timed_out = [0], threading.Event(), threading.Event()
    started = time.perf_counter()
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603

    def stop() -> None:
        timed_out.set()
        os.killpg(process.pid, 9)

    alarm = threading.Timer(timeout_s, stop)
    alarm.start()
    threading.Thread(target=_watch, args=(process.pid, done, peaks), daemon=True).start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        stop()
        raise
    wall_s = time.perf_counter() - started
    alarm.cancel()
    done.set()
    values = {
        "wall_s": wall_s,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_kib": max(usage.ru_maxrss * KIB_PER_UNIT, *peaks),
        "status": os.waitstatus_to_exitcode(status),
        "timed_out": timed_out.is_set(),
    }
    report.write_text(json.dumps(values))


if __name__ == "__main__":
    _run_and_report(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
