"""批量: a whole folder of workbooks, one transaction each; a bad one never stops the others; resumable."""

from macros.batch.run import batch

__all__ = ["batch"]
