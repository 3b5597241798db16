"""Runs a program in a terminal as wide as the first argument says, and prints what the terminal got. Where the second is
not empty, standard output goes to that file and not to the terminal."""

import fcntl
import os
import pty
import struct
import sys
import termios

width, out, program = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
ready, go = os.pipe()
child, terminal = pty.fork()
if child == 0:
    # The size of the terminal is known before anybody asks for it.
    os.read(ready, 1)
    if out:
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.execv(program[0], program)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
os.write(go, b"x")
said = b""
while True:
    try:
        read = os.read(terminal, 65536)
    except OSError:
        break
    if not read:
        break
    said += read
sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
