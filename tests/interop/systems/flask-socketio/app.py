"""Answers and broadcasts: `app.py PORT`."""

import sys

from flask import Flask
from flask_socketio import SocketIO, disconnect, emit

app = Flask(__name__)
# Threads and simple-websocket: WebSocket without eventlet or gevent.
socketio = SocketIO(app, cors_allowed_origins="*", async_mode="threading")


@socketio.on("echo")
def echo(data=None):
    return data


@socketio.on("digits of")
def digits_of(data):
    return data.hex()


@socketio.on("bytes of")
def bytes_of(digits):
    return bytes.fromhex(digits)


@socketio.on("broadcast")
def broadcast(message):
    emit("broadcast", message, broadcast=True, include_self=False)
    return True


@socketio.on("end")
def end():
    disconnect()


if __name__ == "__main__":
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]), allow_unsafe_werkzeug=True)
