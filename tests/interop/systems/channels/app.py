"""An echo and rooms, with Django Channels: daphne serves `app:application`."""

import re

import django
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path

settings.configure(
    SECRET_KEY="only for this test",
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
)
django.setup()


class Echo(AsyncWebsocketConsumer):
    """Sends everything back; a text `close CODE` has it close the connection."""

    async def connect(self):
        await self.accept("echo" if "echo" in self.scope["subprotocols"] else None)

    async def receive(self, text_data=None, bytes_data=None):
        closing = re.match(r"close (\d+)", text_data or "")
        if closing:
            await self.close(int(closing[1]))
        else:
            await self.send(text_data=text_data, bytes_data=bytes_data)


class Room(AsyncJsonWebsocketConsumer):
    """Sends what a member says to all members of the room."""

    async def connect(self):
        self.room = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def receive_json(self, content):
        await self.channel_layer.group_send(self.room, {"type": "said", "content": content})

    async def said(self, event):
        await self.send_json(event["content"])


application = ProtocolTypeRouter({
    "websocket": URLRouter([
        path("echo/", Echo.as_asgi()),
        path("rooms/<room>/", Room.as_asgi()),
    ]),
})
