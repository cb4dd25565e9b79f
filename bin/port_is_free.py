"""port_is_free.py HOST PORT: ends with one sentence when something listens there already."""

import socket
import sys

host, port = sys.argv[1:]
if not port.isdecimal() or not 0 < int(port) < 65536:
    sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
address = host, int(port)


def something_answers() -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, address[1])) == 0


def can_be_bound() -> bool:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(address)
        except PermissionError:
            sys.exit(f"Port {port} is reserved for the system here: choose one above 1023, such as make run PORT=8000.")
        except OSError:
            return False
    return True


if something_answers() or not can_be_bound():
    sys.exit(f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={address[1] % 65535 + 1}")
