"""The office's judgement and its ledger: no screen, no command line."""

import os

# Nothing here multiplies matrices: NumPy's BLAS need not start a thread for every core, which spin at each import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
