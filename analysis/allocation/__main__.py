"""The child process of `runner`: a request comes in through the pipe, progress and results go out."""

from __future__ import annotations

import os
import sys

from analysis.allocation.runner import serve

if __name__ == "__main__":
    outward = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # whatever a library prints must not mix with the messages
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # the thread that watches the parent still reads; an ordinary exit would wait for its lock
    os._exit(serve(sys.stdin.buffer, outward))
