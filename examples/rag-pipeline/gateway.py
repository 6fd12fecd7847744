# Copyright The OpenTelemetry MCP Authors
# SPDX-License-Identifier: Apache-2.0
"""The door of the pipeline: takes a question, asks the query processor."""

import pathlib
import signal
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "lib" / "python"))
from tracing import Tracer  # noqa: E402

tracer = Tracer()
processor = sys.argv[1]


class Gateway(BaseHTTPRequestHandler):
    def do_GET(self):
        attributes = {"http.request.method": "GET", "url.path": self.path}
        parent = self.headers.get("traceparent")
        with tracer.span("GET /ask", "SERVER", parent, attributes) as attributes:
            body = self.forward()
            attributes["http.response.status_code"] = 200
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def forward(self):
        attributes = {"http.request.method": "GET"}
        with tracer.span("GET", "CLIENT", attributes=attributes):
            request = urllib.request.Request(
                processor + self.path, headers={"traceparent": tracer.traceparent()}
            )
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.read()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
# At the end the tracer sends what it has.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
server.serve_forever()
