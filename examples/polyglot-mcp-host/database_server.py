# Copyright The OpenTelemetry MCP Authors
# SPDX-License-Identifier: Apache-2.0
"""An MCP server over stdio with a SQLite database, on the standard library.

Of the protocol it knows what a client of one tool needs. The parent of its spans is
what the message itself names: `params._meta.traceparent`.
"""

import json
import pathlib
import sqlite3
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "lib" / "python"))
from tracing import Tracer  # noqa: E402

TOOL = {
    "name": "query_database",
    "description": "Books of an author",
    "inputSchema": {"type": "object", "properties": {"author": {"type": "string"}}},
}
QUERY = "SELECT title FROM books WHERE author = ?"
INVALID_PARAMS = -32602
METHOD_NOT_FOUND = -32601

tracer = Tracer()
database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE books (title TEXT, author TEXT)")
database.execute("INSERT INTO books VALUES ('Frankenstein', 'Mary Shelley')")
version = "2025-11-25"


def initialize(params):
    global version
    version = params["protocolVersion"]
    return {
        "protocolVersion": version,
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "database", "version": "1.0.0"},
    }


def call_tool(params):
    with tracer.span(
        "SELECT books",
        "CLIENT",
        attributes={"db.system.name": "sqlite", "db.query.text": QUERY},
    ):
        rows = database.execute(QUERY, (params["arguments"]["author"],)).fetchall()
    text = ", ".join(title for (title,) in rows)
    return {"content": [{"type": "text", "text": text}]}


HANDLERS = {
    "initialize": initialize,
    "notifications/initialized": lambda params: None,
    "tools/list": lambda params: {"tools": [TOOL]},
    "tools/call": call_tool,
}


def handle(message):
    """The result of a message, below the span that its sender has named."""
    method, params = message["method"], message.get("params", {})
    is_call = method == "tools/call"
    attributes = {"mcp.method.name": method, "network.transport": "pipe"}
    if "id" in message:
        attributes["jsonrpc.request.id"] = str(message["id"])
    if is_call:
        attributes["gen_ai.operation.name"] = "execute_tool"
        attributes["gen_ai.tool.name"] = params["name"]
    name = f"{method} {params['name']}" if is_call else method
    parent = params.get("_meta", {}).get("traceparent")
    with tracer.span(name, "SERVER", parent, attributes) as attributes:
        result = HANDLERS[method](params)
        attributes["mcp.protocol.version"] = version
    return result


def answer(message):
    try:
        return {"result": handle(message)}
    except KeyError as error:
        unknown = message["method"] not in HANDLERS
        code = METHOD_NOT_FOUND if unknown else INVALID_PARAMS
        return {"error": {"code": code, "message": f"missing: {error}"}}


# What the client asks for, line by line, until it closes stdin.
for line in sys.stdin:
    request = json.loads(line)
    outcome = answer(request)
    if "id" in request:
        reply = {"jsonrpc": "2.0", "id": request["id"], **outcome}
        print(json.dumps(reply), flush=True)
