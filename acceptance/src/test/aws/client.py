# Has a command run by the process behind a socket, see sitecustomize.py. Nothing is imported that takes time.
import _socket
import posix
import sys

encoding = sys.getfilesystemencoding()
words = [argument.encode(encoding, "surrogateescape") for argument in sys.argv[1:]]
variables = [name + b"=" + value for name, value in posix.environ.items()]
message = b"\0".join([b"%d" % len(words), posix.getcwdb(), *words, *variables])
files = b"".join(file.to_bytes(4, sys.byteorder) for file in (0, 1, 2))
connection = _socket.socket(_socket.AF_UNIX)
connection.connect("@SOCKET@")
connection.sendmsg([len(message).to_bytes(8, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, files)])
connection.sendall(message)
status = connection.recv(1)
posix._exit(status[0] if status else 70)
