# Sends everything back; a text `close CODE REASON` has it close the connection.
import re
import sys

from socketify import App, AppListenOptions, CompressOptions, OpCode


def on_message(socket, message, opcode):
    match = opcode == OpCode.TEXT and re.match(r"close (\d+) (.*)", message)
    if match:
        code, reason = match.groups()
        socket.end(int(code), reason)
    else:
        socket.send(message, opcode, True)


def on_listen(_config):
    print("listening", flush=True)


app = App()
app.ws("/echo", {
    "compression": CompressOptions.SHARED_COMPRESSOR,
    "max_payload_length": 16 * 1024 * 1024,
    "message": on_message,
})
app.listen(AppListenOptions(port=int(sys.argv[1]), host="127.0.0.1"), on_listen)
app.run()
