# A live view: a counter, a form, and a step that is a parameter of the address. `server.py PORT`
# GET /gone/ID is answered once the view with this id has gone away.
import asyncio
import sys
from collections import defaultdict

import uvicorn
from pyview import LiveView, PyView
from pyview.events import InfoEvent
from pyview.template import LiveRender, LiveTemplate
from pyview.vendor.ibis import Template
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

# pyview takes the name of the field that has changed from the form's data, where clients up to 1.0.5 put it.
TEMPLATE = LiveTemplate(Template("""
<p>Count: <b id="count">{{count}}</b>, in steps of <b id="step">{{step}}</b></p>
<button id="more" phx-click="change" phx-value-by="1">+</button>
<button id="less" phx-click="change" phx-value-by="-1">-</button>
<button id="later" phx-click="later">later</button>
<form id="form" phx-change="write"><input name="text" value="{{text}}"><input type="hidden" name="_target" value="text"></form>
<p id="text">{{text}}</p>
<a id="patch" href="/?step=10" data-phx-link="patch" data-phx-link-state="push">by ten</a>
"""))

gone = defaultdict(asyncio.Event)


class Counter(LiveView):
    async def mount(self, socket, session):
        socket.context = {"count": 0, "step": 1, "text": ""}

    async def handle_params(self, socket, step: int = 1):
        socket.context["step"] = step

    async def handle_event(self, event, payload, socket):
        if event == "change":
            socket.context["count"] += socket.context["step"] * int(payload["by"])
        elif event == "write":
            socket.context["text"] = payload["text"][0]
        elif event == "later":
            socket.schedule_info_once(InfoEvent("later"))

    async def handle_info(self, event, socket):
        socket.context["count"] = 1000

    async def render(self, assigns, meta):
        return LiveRender(TEMPLATE, assigns, meta)

    async def disconnect(self, socket):
        gone[socket.topic].set()


async def wait_until_gone(request):
    await gone[f"lv:{request.path_params['id']}"].wait()
    return PlainTextResponse("gone")


app = PyView()
app.add_live_view("/", Counter)
app.routes.append(Route("/gone/{id}", wait_until_gone))
# The page is the harness's, from another origin.
app.add_middleware(CORSMiddleware, allow_origins=["*"])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]))
