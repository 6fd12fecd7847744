# Copyright The OpenTelemetry MCP Authors
# SPDX-License-Identifier: Apache-2.0
"""Spans for a small program, on the standard library: W3C trace context in,
OTLP/JSON out, configured by the usual OTEL_* variables.

What OpenTelemetry's SDK does beyond that (batches, sampling, limits) is left out.
"""

import atexit
import contextlib
import contextvars
import json
import os
import secrets
import time
import urllib.parse
import urllib.request

KINDS = {"INTERNAL": 1, "SERVER": 2, "CLIENT": 3}
ENDPOINT = os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
SERVICE = os.environ.get("OTEL_SERVICE_NAME", "python")


class Tracer:
    """Keeps finished spans until flush() posts them, at the latest at the end."""

    def __init__(self):
        self._current = contextvars.ContextVar("span", default=None)
        self._finished = []
        atexit.register(self.flush)

    @contextlib.contextmanager
    def span(self, name, kind="INTERNAL", traceparent=None, attributes=None):
        """A span below `traceparent`, else below the current one, else a root.

        Yields a dict of attributes; with an `error.type` in it the span failed.
        """
        parent = parse(traceparent) or self._current.get()
        trace_id = parent[0] if parent else secrets.token_hex(16)
        span_id = secrets.token_hex(8)
        attributes = dict(attributes or {})
        token = self._current.set((trace_id, span_id))
        start = time.time_ns()
        try:
            yield attributes
        finally:
            self._current.reset(token)
            self._finished.append(
                {
                    "traceId": trace_id,
                    "spanId": span_id,
                    "parentSpanId": parent[1] if parent else "",
                    "name": name,
                    "kind": KINDS[kind],
                    "startTimeUnixNano": str(start),
                    "endTimeUnixNano": str(time.time_ns()),
                    "attributes": key_values(attributes),
                    "status": {"code": 2} if "error.type" in attributes else {},
                }
            )

    def traceparent(self):
        """The current span as a W3C header."""
        trace_id, span_id = self._current.get()
        return f"00-{trace_id}-{span_id}-01"

    def flush(self):
        spans, self._finished = self._finished, []
        if not spans:
            return
        scope = {"scope": {"name": "example"}, "spans": spans}
        resource = {"attributes": key_values({"service.name": SERVICE})}
        body = {"resourceSpans": [{"resource": resource, "scopeSpans": [scope]}]}
        request = urllib.request.Request(
            f"{ENDPOINT.rstrip('/')}/v1/traces",
            data=json.dumps(body).encode(),
            headers={"content-type": "application/json", **otlp_headers()},
        )
        with urllib.request.urlopen(request, timeout=5) as response:
            response.read()


def parse(traceparent):
    """(trace id, span id), or None for what is no traceparent."""
    parts = (traceparent or "").split("-")
    return (parts[1], parts[2]) if len(parts) >= 4 else None


def key_values(attributes):
    return [
        {"key": key, "value": {"stringValue": str(value)}}
        for key, value in attributes.items()
    ]


def otlp_headers():
    """OTEL_EXPORTER_OTLP_HEADERS: `name=value,…`, values as in a URL."""
    given = os.environ.get("OTEL_EXPORTER_OTLP_HEADERS", "")
    pairs = [pair.split("=", 1) for pair in given.split(",") if "=" in pair]
    return {name.strip(): urllib.parse.unquote(value) for name, value in pairs}
