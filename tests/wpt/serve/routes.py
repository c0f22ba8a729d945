"""Which path is answered by what: the documents around tests that are scripts, files, and scripts in Python."""
from wptserve import handlers

from documents import DOCUMENTS, Document
from first import FirstIn


def routes_of(options):
    wrap = FirstIn(options["first"]) if options.get("first") else (lambda handler: handler)
    routes = [(method, path, wrap(handler)) for method, path, handler in [*own(), *ofTheFolder()]]
    # These come as they are.
    plain = [("GET", "/resources/testharnessreport.js", script(options["report"]))]
    if options.get("first"):
        plain.append(("GET", "/websocket-wasm/first.js", script(options["first"])))
    return plain + routes


def script(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()

    def answer(request, response):
        response.headers.set("Content-Type", "text/javascript; charset=utf-8")
        response.headers.set("Access-Control-Allow-Origin", "*")
        response.content = text

    return handlers.handler(answer)


def own():
    return [("GET", "*" + suffix, Document(suffix, **document)) for suffix, document in DOCUMENTS.items()]


def ofTheFolder():
    return [
        ("GET", "*.asis", handlers.as_is_handler),
        ("*", "*.py", handlers.python_script_handler),
        ("GET", "*", handlers.file_handler),
    ]
