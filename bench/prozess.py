"""What a process takes, as Linux counts it."""

import os
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """Processor time of the process so far, all its threads, its own and the system's on its behalf."""
    felder = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(felder[11]) + int(felder[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Memory the process holds now (resident), in megabytes."""
    zeilen = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(zeile for zeile in zeilen if zeile.startswith("VmRSS")).split()[1]) / 1000
