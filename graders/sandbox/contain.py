"""The layers put on a child before its first byte of candidate code is compiled.

Every layer is plain system calls through ctypes, costs a millisecond or less, and reports whether it holds. What the
kernel lacks is skipped and said. Sources: Linux Documentation/userspace-api/{landlock,seccomp_filter}.rst, prctl(2),
capabilities(7).
"""

import ctypes
import errno
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LAYERS = ("session", "no_new_privileges", "parent_death", "limits", "capabilities", "landlock", "seccomp")

libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Limits:
    """What a child may use. memory: bytes beyond what it has when the layers go on. cpu: seconds. file: bytes a file."""

    memory: int = 1 << 30
    cpu: int = 60
    file: int = 1 << 20
    files: int = 64


def contain(limits: Limits, scratch: str, readable: Iterable[str]) -> dict[str, str]:
    """Put on all layers; layer -> "" where it holds, else why not.

    scratch: the one writable folder. readable: files and folders that may be read (the interpreter, libraries).
    """
    layers: dict[str, Callable[[], None]] = {
        "session": lambda: None if os.getsid(0) == os.getpid() else os.setsid(),
        "no_new_privileges": lambda: _prctl(PR_SET_NO_NEW_PRIVS, 1),
        "parent_death": lambda: _prctl(PR_SET_PDEATHSIG, 9),
        "limits": lambda: set_limits(limits),
        "capabilities": drop_capabilities,
        "landlock": lambda: restrict_paths(readable, [scratch]),
        "seccomp": filter_calls,
    }
    if sys.platform != "linux":
        layers = {name: layers[name] for name in ("session", "limits")}
    held = {}
    for name in LAYERS:
        if name not in layers:
            held[name] = f"not on {sys.platform}"
            continue
        try:
            layers[name]()
            held[name] = ""
        except (OSError, ValueError, KeyError) as fault:
            held[name] = f"{type(fault).__name__}: {fault}"
    return held


# ---- processes and limits

PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def _prctl(option: int, value: int) -> None:
    _check(libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), "prctl")


def set_limits(limits: Limits) -> None:
    """Resource limits; memory counts from what the process maps now."""

    def lower(kind: int, value: int) -> None:
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_CPU, limits.cpu)
    lower(resource.RLIMIT_FSIZE, limits.file)
    lower(resource.RLIMIT_NOFILE, limits.files)
    mapped = _mapped()
    if mapped:
        lower(resource.RLIMIT_AS, mapped["VmSize"] + limits.memory)
        lower(resource.RLIMIT_DATA, mapped["VmData"] + limits.memory)


def _mapped() -> dict[str, int]:
    """Bytes mapped by this process, by the names of /proc/self/status; empty where there is none."""
    try:
        with open("/proc/self/status") as status:
            lines = [line.split() for line in status if line.startswith(("VmSize:", "VmData:"))]
    except OSError:
        return {}
    return {line[0].rstrip(":"): int(line[1]) * 1024 for line in lines}


def drop_capabilities() -> None:
    """Give up every capability (root is nobody special after this)."""
    for capability in range(41):
        libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)  # refused without CAP_SETPCAP: nothing to drop
    header, none = struct.pack("=Ii", 0x20080522, 0), bytes(24)
    _check(libc.capset(ctypes.create_string_buffer(header, 8), ctypes.create_string_buffer(none, 24)), "capset")


# ---- Landlock: which paths

LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_CHAR, MAKE_SOCK, MAKE_BLOCK = 1 << 6, 1 << 9, 1 << 11
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
FIRST_ABI = (1 << 13) - 1  # every right of the first version
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV


def landlock_version() -> int:
    """The kernel's Landlock ABI; 0 where there is none."""
    return max(0, libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)) if sys.platform == "linux" else 0


def restrict_paths(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Allow reading below `readable` and all but devices below `writable`; no other path, no TCP, no outside signals."""
    version = landlock_version()
    if not version:
        raise OSError(errno.ENOSYS, "the kernel has no Landlock")
    rights = FIRST_ABI | (REFER if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0) | (IOCTL_DEV if version >= 5 else 0)
    network, scope = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    attributes = struct.pack("=QQQ", rights, network, scope)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    ruleset = _check(libc.syscall(LANDLOCK_CREATE, buffer, ctypes.c_size_t(len(attributes)), 0), "landlock")
    try:
        for paths, allowed in (
            (readable, READ_FILE | READ_DIR | EXECUTE),
            (writable, rights & ~(EXECUTE | MAKE_CHAR | MAKE_BLOCK | MAKE_SOCK)),
        ):
            for path in paths:
                _allow(ruleset, path, allowed & rights)
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        _check(libc.syscall(LANDLOCK_RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, allowed: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what does not exist needs no rule
    try:
        rule = struct.pack("=Qi", allowed if os.path.isdir(path) else allowed & OF_A_FILE, place)
        _check(libc.syscall(LANDLOCK_ADD, ruleset, 1, ctypes.create_string_buffer(rule, len(rule)), 0), f"landlock {path}")
    finally:
        os.close(place)


# ---- seccomp: which system calls

# What computing, memory, threads, files and clocks need. No exec, no new process, no socket, no signal to others, no
# ptrace, no namespace: whatever is not listed fails with EPERM.
CALLS = {
    "x86_64": (0xC000003E, {
        "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8, "mmap": 9,
        "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "ioctl": 16,
        "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20, "access": 21, "pipe": 22, "select": 23, "sched_yield": 24,
        "mremap": 25, "msync": 26, "mincore": 27, "madvise": 28, "dup": 32, "dup2": 33, "pause": 34, "nanosleep": 35,
        "getitimer": 36, "alarm": 37, "setitimer": 38, "getpid": 39, "exit": 60, "uname": 63, "fcntl": 72, "flock": 73,
        "fsync": 74, "fdatasync": 75, "truncate": 76, "ftruncate": 77, "getdents": 78, "getcwd": 79, "chdir": 80,
        "rename": 82, "mkdir": 83, "rmdir": 84, "unlink": 87, "readlink": 89, "umask": 95, "gettimeofday": 96,
        "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107,
        "getegid": 108, "getppid": 110, "getpgrp": 111, "getgroups": 115, "getpgid": 121, "getsid": 124,
        "rt_sigpending": 127, "rt_sigtimedwait": 128, "sigaltstack": 131, "statfs": 137, "fstatfs": 138,
        "sched_getparam": 143, "sched_getscheduler": 145, "arch_prctl": 158, "gettid": 186, "time": 201, "futex": 202,
        "sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "restart_syscall": 219, "fadvise64": 221,
        "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "epoll_wait": 232,
        "epoll_ctl": 233, "get_mempolicy": 239, "openat": 257, "mkdirat": 258, "newfstatat": 262, "unlinkat": 263,
        "renameat": 264, "readlinkat": 267, "faccessat": 269, "pselect6": 270, "ppoll": 271, "set_robust_list": 273,
        "get_robust_list": 274, "epoll_pwait": 281, "eventfd2": 290, "epoll_create1": 291, "dup3": 292, "pipe2": 293,
        "getcpu": 309, "getrandom": 318, "membarrier": 324, "statx": 332, "rseq": 334, "close_range": 436,
        "faccessat2": 439,
    }, {"clone": 56, "tgkill": 234, "kill": 62, "tkill": 200, "prlimit64": 302, "clone3": 435}),
    "aarch64": (0xC00000B7, {
        "getcwd": 17, "eventfd2": 19, "epoll_create1": 20, "epoll_ctl": 21, "epoll_pwait": 22, "dup": 23, "dup3": 24,
        "fcntl": 25, "ioctl": 29, "flock": 32, "mkdirat": 34, "unlinkat": 35, "renameat": 38, "statfs": 43, "fstatfs": 44,
        "truncate": 45, "ftruncate": 46, "faccessat": 48, "chdir": 49, "openat": 56, "close": 57, "pipe2": 59,
        "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pwrite64": 68,
        "pselect6": 72, "ppoll": 73, "readlinkat": 78, "newfstatat": 79, "fstat": 80, "fsync": 82, "fdatasync": 83,
        "exit": 93, "exit_group": 94, "set_tid_address": 96, "futex": 98, "set_robust_list": 99, "get_robust_list": 100,
        "nanosleep": 101, "getitimer": 102, "setitimer": 103, "clock_gettime": 113, "clock_getres": 114,
        "clock_nanosleep": 115, "sched_getscheduler": 120, "sched_getparam": 121, "sched_getaffinity": 123,
        "sched_yield": 124, "restart_syscall": 128, "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135,
        "rt_sigpending": 136, "rt_sigtimedwait": 137, "rt_sigreturn": 139, "times": 153, "getpgid": 155, "getsid": 156,
        "getgroups": 158, "uname": 160, "getrlimit": 163, "getrusage": 165, "umask": 166, "getcpu": 168,
        "gettimeofday": 169, "getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177,
        "gettid": 178, "sysinfo": 179, "brk": 214, "munmap": 215, "mremap": 216, "mmap": 222, "fadvise64": 223,
        "mprotect": 226, "msync": 227, "mincore": 232, "madvise": 233, "get_mempolicy": 236, "getrandom": 278,
        "membarrier": 283, "statx": 291, "rseq": 293, "close_range": 436, "faccessat2": 439,
    }, {"clone": 220, "tgkill": 131, "kill": 129, "tkill": 130, "prlimit64": 261, "clone3": 435}),
}  # fmt: skip

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF opcodes
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
CLONE_THREAD = 0x10000
SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC = 1, 1
SECCOMP = {"x86_64": 317, "aarch64": 277}


def build_filter(machine: str, pid: int) -> bytes:
    """The BPF program that allows CALLS of `machine`, threads, and signals of process `pid` to itself. Raises KeyError."""
    audit, plain, special = CALLS[machine]
    program: list[bytes] = []

    def add(code: int, yes: int, no: int, value: int) -> None:
        program.append(struct.pack("=HBBI", code, yes, no, value))

    def when(number: int, *body: tuple[int, int, int, int]) -> None:
        add(JUMP_EQUAL, 0, len(body), number)
        for instruction in body:
            add(*instruction)

    refuse, allow = (RETURN, 0, 0, REFUSE | errno.EPERM), (RETURN, 0, 0, ALLOW)
    add(LOAD, 0, 0, 4)  # seccomp_data.arch
    add(JUMP_EQUAL, 1, 0, audit)
    add(RETURN, 0, 0, KILL)
    add(LOAD, 0, 0, 0)  # seccomp_data.nr
    if machine == "x86_64":  # the x32 numbers are another door to the same calls
        add(JUMP_AT_LEAST, 0, 1, 0x40000000)
        add(*refuse)
    for number in plain.values():
        when(number, allow)
    when(special["clone3"], (RETURN, 0, 0, REFUSE | errno.ENOSYS))  # its flags lie in memory: make libc fall back to clone
    when(special["clone"], (LOAD, 0, 0, 16), (JUMP_SET, 0, 1, CLONE_THREAD), allow, (RETURN, 0, 0, REFUSE | errno.EAGAIN))
    for name in ("kill", "tgkill"):
        when(special[name], (LOAD, 0, 0, 16), (JUMP_EQUAL, 0, 1, pid), allow, refuse)
    # Reading limits is fine; a new limit is not (argument 2 must be NULL, in both halves).
    when(special["prlimit64"], (LOAD, 0, 0, 32), (JUMP_EQUAL, 0, 3, 0), (LOAD, 0, 0, 36), (JUMP_EQUAL, 0, 1, 0), allow, refuse)
    add(*refuse)
    return b"".join(program)


def filter_calls() -> None:
    """Install the filter on every thread of this process."""
    machine = os.uname().machine
    if machine not in CALLS:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    program = build_filter(machine, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    argument = Program(len(program) // 8, ctypes.addressof(code))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    call = libc.syscall(SECCOMP[machine], SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, ctypes.byref(argument))
    _check(call, "seccomp")
