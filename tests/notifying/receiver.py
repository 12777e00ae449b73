"""A webhook on a loopback port that takes what it is told to take, and remembers all that came."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """`answers` are statuses for the next requests, "reset" to close without a word; then all are taken."""

    def __init__(self, server):
        self.url = f"http://127.0.0.1:{server.server_port}/services/T0/B0/s3cret"
        self.answers = []
        self.headers = {}
        self.taken = []
        self.came = 0

    @property
    def texts(self):
        return [message["text"] for message in self.taken]


@contextmanager
def receiving():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            receiver.came += 1
            answer = receiver.answers.pop(0) if receiver.answers else 200
            if answer == "reset":
                receiver.taken.append(message)  # taken, and nobody is told
                self.close_connection = True
                return
            if answer == 200:
                receiver.taken.append(message)
            self.send_response(answer)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
