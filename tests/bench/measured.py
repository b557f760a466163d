"""Run one command and say, as JSON on the last line of stdout, how long it took, its processor time, and the largest resident set in its tree.

A process of its own: Linux counts the memory of whoever starts a command into the command's peak, so the starter must be small.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time


def main(command: list[str]) -> int:
    """Run the command; its stdout goes through. Gives its exit code."""
    started = time.perf_counter()
    code = subprocess.run(command, check=False).returncode
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "cpu_seconds": used.ru_utime + used.ru_stime, "peak_rss_mb": used.ru_maxrss / unit}) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
