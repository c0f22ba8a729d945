"""What wptserve's HTTP/2 needs to serve for hours: connections that wait for nobody else, and that end."""
import threading

from wptserve import server


class OwnLock(server.H2ConnectionGuard):
    """wptserve has one lock for all connections: one that waits for its client would stop the others."""

    def __init__(self, obj):
        super().__init__(obj)
        self.lock = threading.Lock()


class Ending:
    """A socket whose end is an error. wptserve compares what it has read with a text, so that it takes the end for data, reads
    it again and again, and has a thread busy for each browser that has gone."""

    def __init__(self, request):
        self.request = request

    def __getattr__(self, name):
        return getattr(self.request, name)

    def recv(self, size):
        data = self.request.recv(size)
        if not data:
            raise ConnectionResetError("the client has gone")
        return data


class Handler(server.Http2WebTestRequestHandler):
    def handle_one_request(self):
        self.request = Ending(self.request)
        try:
            super().handle_one_request()
        finally:
            # It serves all that a connection asks for, and wptserve calls it again after an error.
            self.close_connection = True


def prepare():
    server.H2ConnectionGuard = OwnLock
