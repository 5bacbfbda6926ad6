"""Who acts: the operating-system account of this process, asked of the system and never of an environment variable."""

from __future__ import annotations

import os
import sys


def current_account() -> str:
    """The account's name; its number where the system knows no name for it (a container).

    ``getpass.getuser`` would believe ``LOGNAME`` and ``USERNAME``, which anybody can set to a supervisor's name.
    """
    if sys.platform == "win32":
        return _windows_account()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid{os.getuid()}"


def _windows_account() -> str:
    """``GetUserNameW``: the account of the process's token."""
    import ctypes

    size = ctypes.c_ulong(257)
    name = ctypes.create_unicode_buffer(size.value)
    ctypes.windll.advapi32.GetUserNameW(name, ctypes.byref(size))  # type: ignore[attr-defined,unused-ignore]
    return name.value
