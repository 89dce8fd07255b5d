"""Runs the AWS CLI's commands without starting Python anew for each of them, which takes most of their time.

Python imports this by itself before it runs a script, here that of the AWS CLI: which then loads what commands need and waits.
Each command is a child of that process, which runs the script as if it had been started for it: with the arguments, the
environment, the directory and the open files of who calls, by `client.py`.
"""

import atexit
import gc
import importlib
import os
import runpy
import select
import socket
import sys
import time
import traceback

# What commands load in any case, and those of S3; a version that lacks one loads what it has when it needs it.
LOADED_EARLY = (
    "awscli.clidriver",
    "awscli.handlers",
    "botocore.client",
)

# What is loaded keeps the paths of its caches below the home that it finds: this is one that each process has for itself.
HOME_FILE = 200
HOME = "/proc/self/fd/%d" % HOME_FILE


def load_early():
    """Gives the variables that loading has set."""
    os.environ["HOME"] = HOME
    before = dict(os.environ)
    for module in LOADED_EARLY:
        try:
            importlib.import_module(module)
        except ImportError as absent:
            print("not loaded early:", absent, file=sys.stderr)
    gc.collect()
    gc.freeze()
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def write_client(directory):
    """Makes the program `aws`: `client.py`, run by this interpreter."""
    with open(os.path.join(os.path.dirname(__file__), "client.py"), encoding="utf-8") as source:
        text = source.read().replace("@SOCKET@", os.path.join(directory, "socket"))
    program = os.path.join(directory, "aws")
    with open(program, "w", encoding="utf-8") as out:
        out.write("#!" + sys.executable + " -IS\n" + text)
    os.chmod(program, 0o755)


def receive(connection):
    """The words that a client sends, and its open files."""
    first, files, _, _ = socket.recv_fds(connection, 8, 3)
    length = int.from_bytes(first, "big")
    parts = []
    while length > 0:
        part = connection.recv(length)
        if not part:
            raise EOFError("the client has gone")
        length -= len(part)
        parts.append(part)
    return b"".join(parts).split(b"\0"), files


def become(words, files, made):
    """Takes the place of the client."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    count = int(words[0])
    os.chdir(words[1])
    sys.argv[1:] = [os.fsdecode(word) for word in words[2 : 2 + count]]
    os.environ.clear()
    for word in words[2 + count :]:
        name, _, value = word.partition(b"=")
        os.environb[name] = value
    os.environ.update(made)
    home = os.open(os.path.expanduser("~"), os.O_RDONLY)
    os.dup2(home, HOME_FILE)
    os.close(home)
    time.tzset()


def run_script():
    """Runs it and ends as Python would, but does not take apart what was loaded, which takes as long as a command does."""
    status = 0
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as ended:
        if isinstance(ended.code, int):
            status = ended.code
        elif ended.code is not None:
            print(ended.code, file=sys.stderr)
            status = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status & 0xFF)


def run(connection, made):
    """Runs the command of a client in a process of its own, and tells the client its status."""
    words, files = receive(connection)
    command = os.fork()
    if command == 0:
        connection.close()
        become(words, files, made)
        run_script()
    for file in files:
        os.close(file)
    status = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
    connection.sendall(bytes([status if status >= 0 else 128 - status]))


def run_and_end(connection, made):
    try:
        run(connection, made)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def serve(directory):
    """Ends when the standard input does, which is when who started this is gone."""
    made = load_early()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.join(directory, "socket"))
        listener.listen(64)
        write_client(directory)
        print("ready", flush=True)
        while True:
            ready, _, _ = select.select([listener, sys.stdin], [], [])
            if sys.stdin in ready:
                os._exit(0)
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                run_and_end(connection, made)
            connection.close()
            reap()


# Older ones cannot be sent open files, and not all systems show them: there the script goes on, and says its version.
if "AWS_COMMANDS" in os.environ and sys.version_info >= (3, 9) and os.path.isdir("/proc/self/fd"):
    serve(os.environ.pop("AWS_COMMANDS"))
