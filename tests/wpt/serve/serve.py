"""Serves a checkout of web-platform-tests as `wpt serve` does: HTTP, HTTPS, HTTP/2 and both kinds of WebSocket server, on 127.0.0.1.

One argument: a JSON object with `root`, `key` and `cert` (paths), `report` (a script for the harness) and, to put a class in first,
`first` (a script). Prints the ports as a JSON line, and ends with its standard input.
"""
import json
import logging
import os
import sys

from wptserve import server, stash
from wptserve.config import ConfigBuilder

import http2
import sockets
from routes import routes_of

HOST = "127.0.0.1"
NAMES = {
    "browser_host": "web-platform.test",
    "alternate_hosts": {"alt": "not-web-platform.test"},
    "subdomains": {"www", "www1", "www2", "天気の良い日", "élève"},
    "not_subdomains": {"nonexistent"},
}
PORTS = {"http": ["auto", "auto"], "https": ["auto", "auto"], "h2": ["auto"], "ws": ["auto"], "wss": ["auto"]}
REWRITES = [("GET", "/resources/WebIDLParser.js", "/resources/webidl2/lib/webidl2.js")]


def main():
    http2.prepare()
    options = json.loads(sys.argv[1])
    logging.basicConfig(level=logging.CRITICAL)
    sys.path.insert(0, options["root"])
    ssl = {
        "type": "pregenerated",
        "encrypt_after_connect": False,
        "pregenerated": {"host_key_path": options["key"], "host_cert_path": options["cert"]},
    }
    builder = ConfigBuilder(
        logging.getLogger("wptserve"), doc_root=options["root"], server_host=HOST, ports=PORTS, ssl=ssl, **NAMES
    )
    with builder as config, stash.StashServer():
        handlers = os.path.join(options["root"], "websockets", "handlers")
        servers = [*web_servers(config, options, handlers), *socket_servers(config, options, handlers)]
        for each in servers:
            each.start()
        names = sorted(config.domains_set)
        print(json.dumps({"ports": config.ports, "host": config.browser_host, "names": names}), flush=True)
        sys.stdin.read()
    # Threads of requests that nobody answers would keep the process.
    os._exit(0)


def web_servers(config, options, handlers):
    routes = routes_of(options)
    secure = {"use_ssl": True, "key_file": options["key"], "certificate": options["cert"]}
    for scheme, more in [("http", {}), ("https", secure), ("h2", {**secure, "http2": True, "handler_cls": http2.Handler, "ws_doc_root": handlers})]:
        for port in config.ports[scheme]:
            yield server.WebTestHttpd(
                host=HOST, port=port, doc_root=options["root"], routes=routes, rewrites=REWRITES, config=config, **more
            )


def socket_servers(config, options, handlers):
    for port in config.ports["ws"]:
        yield sockets.SocketServer(HOST, port, options["root"], handlers)
    for port in config.ports["wss"]:
        yield sockets.SocketServer(HOST, port, options["root"], handlers, options["key"], options["cert"])


main()
