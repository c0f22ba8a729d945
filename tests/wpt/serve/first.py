"""Puts a script in first: in every document, and in every script that a worker starts with."""
import re

HEAD = re.compile(rb"\A(?:\xef\xbb\xbf|\s+|<!--.*?-->|<!doctype[^>]*>|<html(?:\s[^>]*)?>|<head(?:\s[^>]*)?>)*", re.I | re.S)
TAG = b'<script src="/websocket-wasm/first.js"></script>'
# A script cannot tell whether it is the first of its worker: each asks. On one line, so that lines keep their numbers.
IN_WORKER = (
    b'typeof importScripts=="function"&&!self.websocketWasmFirst'
    b'&&(self.websocketWasmFirst=true,importScripts("/websocket-wasm/first.js"));'
)
STRICT = re.compile(rb"""\A(?:\s|//[^\n]*\n|/\*.*?\*/)*['"]use strict['"]""", re.S)
# Scripts that are no worker's first, and need none of it.
LEFT_ALONE = ("/resources/",)


class FirstIn:
    def __init__(self, path):
        self.path = path

    def __call__(self, handler):
        def answer(request, response):
            result = handler(request, response)
            kind = header_of(response, "Content-Type")
            if re.match(r"text/html|application/xhtml\+xml", kind):
                change(response, in_document)
            elif "javascript" in kind and not request.url_parts.path.startswith(LEFT_ALONE):
                change(response, in_script)
            return result

        if hasattr(handler, "frame_handler"):
            answer.frame_handler = handler.frame_handler
        return answer


def header_of(response, name):
    # A raw answer has its headers in the text.
    get = getattr(response.headers, "get", None)
    values = get(name) if get else None
    if not values:
        return ""
    value = values[0] if isinstance(values, list) else values
    return value.decode("latin-1") if isinstance(value, bytes) else value


def change(response, how):
    if response.writer.content_written or response.status[0] in (204, 304):
        return
    body = b"".join(response.iter_content(read_file=True))
    response.content = how(body)
    response.headers.remove("Content-Length") if "Content-Length" in response.headers else None


def in_document(body):
    end = HEAD.match(body).end()
    return body[:end] + TAG + body[end:]


def in_script(body):
    return (b'"use strict";' if STRICT.match(body) else b"") + IN_WORKER + body
