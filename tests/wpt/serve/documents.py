"""The documents and worker scripts around tests that are scripts: `a.any.js` is a test in a window at `a.any.html`, and so on."""
import re

from wptserve.handlers import filesystem_path, handler, load_headers, wrap_pipeline
from wptserve.utils import HTTPException

PAGE = """<!doctype html>
<meta charset=utf-8>
{meta}
{before}<script src="/resources/testharness.js"></script>
<script src="/resources/testharnessreport.js"></script>
{scripts}
<div id=log></div>
{run}
"""
WORKER = """self.GLOBAL = {{ isWindow: () => false, isWorker: () => true, isShadowRealm: () => false }};
importScripts("/resources/testharness.js");
{scripts}
importScripts("{path}");
done();
"""
WINDOW_GLOBAL = """<script>
self.GLOBAL = { isWindow: () => true, isWorker: () => false, isShadowRealm: () => false };
</script>
"""
SERVICE = """<script>
(async () => {{
  const scope = 'does/not/exist';
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
  fetch_tests_from_worker((await navigator.serviceWorker.register("{path}{query}", {{ scope }})).installing);
}})();
</script>"""


def from_worker(kind):
    return '<script>\nfetch_tests_from_worker(new %s("{path}{query}"));\n</script>' % kind


# By the end of the path; the first that fits. `source`: the end of the file's name; `loads`: what the document loads instead of it.
DOCUMENTS = {
    ".any.worker.js": {"source": ".any.js", "text": WORKER, "worker": True},
    ".any.worker.html": {"source": ".any.js", "loads": ".any.worker.js", "run": from_worker("Worker")},
    ".any.sharedworker.html": {"source": ".any.js", "loads": ".any.worker.js", "run": from_worker("SharedWorker")},
    ".any.serviceworker.html": {"source": ".any.js", "loads": ".any.worker.js", "run": SERVICE},
    ".any.html": {"source": ".any.js", "before": WINDOW_GLOBAL, "scripts": True},
    ".window.html": {"source": ".window.js", "scripts": True},
    ".worker.html": {"source": ".worker.js", "run": from_worker("Worker")},
}

META = re.compile(r"//\s*META:\s*(\w*)=(.*)$")


class Document:
    def __init__(self, suffix, source, loads=None, text=PAGE, worker=False, scripts=False, before="", run=None):
        self.suffix, self.source, self.loads = suffix, source, loads or source
        self.text, self.worker, self.with_scripts, self.before = text, worker, scripts, before
        self.run = run or '<script src="{path}"></script>'
        self.handler = handler(self.answer)

    def __call__(self, request, response):
        return self.handler(request, response)

    def answer(self, request, response):
        file = self.replaced(filesystem_path(None, request, "/"), self.source)
        metas = list(metas_of(file))
        for name, value in load_headers(request, file):
            response.headers.set(name, value)
        response.headers.set("Content-Type", "text/javascript" if self.worker else "text/html")
        query = request.url_parts.query
        values = {
            "path": self.replaced(request.url_parts.path, self.loads),
            "query": "?" + query if query else "",
            "meta": '<meta name="timeout" content="long">' if ("timeout", "long") in metas else "",
            "scripts": "\n".join(self.script(value) for key, value in metas if key == "script"),
            "before": self.before,
        }
        response.content = self.text.format(run=self.run.format(**values), **values)
        wrap_pipeline(values["path"], request, response)

    def script(self, path):
        if self.worker:
            return 'importScripts("%s");' % path
        return '<script src="%s"></script>' % path if self.with_scripts else ""

    def replaced(self, path, end):
        return path[: -len(self.suffix)] + end


def metas_of(file):
    """The comments at the head of a script, as (key, value)."""
    try:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                match = META.match(line)
                if not match:
                    return
                yield match.group(1), match.group(2).strip()
    except OSError as error:
        raise HTTPException(404) from error
