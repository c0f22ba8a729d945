"""pywebsocket3's server in a thread."""
import threading

from pywebsocket3 import standalone
from pywebsocket3.websocket_server import WebSocketServer


class SocketServer:
    def __init__(self, host, port, root, handlers, key=None, cert=None):
        args = ["-H", host, "-p", str(port), "-d", root, "-w", handlers, "--log-level", "critical"]
        if key:
            args += ["-t", "-k", key, "-c", cert]
        options, _ = standalone._parse_args_and_config(args)
        options.scan_dir = handlers
        options.cgi_directories = []
        options.is_executable_method = None
        self.server = WebSocketServer(options)

    def start(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
