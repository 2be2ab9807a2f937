"""Shutting a process in: no connection, no other program, no way out of its group.

A filter of system calls (seccomp) does it on the usual machines; on others the process
moves to a network of its own, which leads nowhere. Linux only, like CKAN's servers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
from typing import Final

_SET_PDEATHSIG: Final = 1
_SET_NO_NEW_PRIVS: Final = 38
_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000

# Classic BPF. Source: Linux, include/uapi/linux/{bpf_common,seccomp,audit}.h.
_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_GREATER_EQUAL: Final = 0x35
_RETURN: Final = 0x06
_NUMBER_OFFSET, _ARCH_OFFSET = 0, 4
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | errno.EACCES
_KILL: Final = 0x80000000
_X32_CALLS: Final = 0x40000000

# Denied: opening sockets (also through io_uring), starting programs, looking into other
# processes or ending them, leaving the process group by which the parent ends us.
# Source: Linux, arch/x86/entry/syscalls/syscall_64.tbl and
# include/uapi/asm-generic/unistd.h.
_DENIED: Final = {
    "x86_64": {
        "socket": 41,
        "connect": 42,
        "execve": 59,
        "kill": 62,
        "ptrace": 101,
        "setpgid": 109,
        "setsid": 112,
        "execveat": 322,
        "io_uring_setup": 425,
    },
    "aarch64": {
        "ptrace": 117,
        "kill": 129,
        "setpgid": 154,
        "setsid": 157,
        "socket": 198,
        "connect": 203,
        "execve": 221,
        "execveat": 281,
        "io_uring_setup": 425,
    },
}
_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


class SandboxError(Exception):
    """The system offers no way to shut the process in."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def die_with_parent() -> None:
    """Have the system end this process when its parent ends."""
    _libc().prctl(_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def shut_in() -> None:
    """Take the network and other programs away from this process, for good.

    Raises:
        SandboxError: neither way is open.
    """
    machine = platform.machine()
    libc = _libc()
    if machine in _DENIED and _filter_calls(libc, machine):
        return
    if libc.unshare(_NEW_USER | _NEW_NET) != 0:
        raise SandboxError(os.strerror(ctypes.get_errno()))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _filter_calls(libc: ctypes.CDLL, machine: str) -> bool:
    code = _instructions(machine)
    room = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(room))
    if libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return libc.prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program)) == 0


def _instructions(machine: str) -> bytes:
    """Return the filter: jumps are counted from the next instruction."""
    numbers = sorted(_DENIED[machine].values())
    tests = len(numbers)
    lines = [
        (_LOAD, 0, 0, _ARCH_OFFSET),
        (_JUMP_EQUAL, 0, tests + 4, _ARCHITECTURES[machine]),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_JUMP_GREATER_EQUAL, tests + 1, 0, _X32_CALLS),
        *(
            (_JUMP_EQUAL, tests - place, 0, number)
            for place, number in enumerate(numbers)
        ),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _KILL),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
