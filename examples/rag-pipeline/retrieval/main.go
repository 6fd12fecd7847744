// Copyright The OpenTelemetry MCP Authors
// SPDX-License-Identifier: Apache-2.0

// Retrieval finds documents: over plain HTTP at /retrieve, where the trace context
// is in the headers, and as an MCP server over Streamable HTTP at /mcp, where it is
// in the message.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const documents = "Frankenstein was written in 1816."

type message struct {
	ID     *json.RawMessage `json:"id"`
	Method string           `json:"method"`
	Params struct {
		Name            string `json:"name"`
		ProtocolVersion string `json:"protocolVersion"`
		Meta            struct {
			Traceparent string `json:"traceparent"`
		} `json:"_meta"`
	} `json:"params"`
}

func search(ctx context.Context) string {
	_, end := start(ctx, "search index", internal, attributes{"documents": "1"})
	defer end()
	time.Sleep(60 * time.Millisecond)
	return documents
}

func retrieve(response http.ResponseWriter, request *http.Request) {
	ctx := extract(request.Context(), request.Header.Get("traceparent"))
	ctx, end := start(ctx, "GET /retrieve", server, attributes{
		"http.request.method": "GET",
		"url.path":            "/retrieve",
	})
	defer end()
	fmt.Fprint(response, search(ctx))
}

func handleMCP(response http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost {
		response.WriteHeader(http.StatusMethodNotAllowed) // no stream of its own
		return
	}
	var received message
	if err := json.NewDecoder(request.Body).Decode(&received); err != nil {
		response.WriteHeader(http.StatusBadRequest)
		return
	}
	name, given := received.Method, attributes{
		"mcp.method.name":       received.Method,
		"mcp.protocol.version":  "2025-11-25",
		"network.transport":     "tcp",
		"network.protocol.name": "http",
	}
	if received.Method == "tools/call" {
		name += " " + received.Params.Name
		given["gen_ai.operation.name"] = "execute_tool"
		given["gen_ai.tool.name"] = received.Params.Name
	}
	if received.ID != nil {
		given["jsonrpc.request.id"] = string(*received.ID)
	}
	ctx := extract(request.Context(), received.Params.Meta.Traceparent)
	ctx, end := start(ctx, name, server, given)
	defer end()
	if received.ID == nil {
		response.WriteHeader(http.StatusAccepted)
		return
	}
	reply := map[string]any{"jsonrpc": "2.0", "id": received.ID}
	switch received.Method {
	case "initialize":
		reply["result"] = map[string]any{
			"protocolVersion": "2025-11-25",
			"capabilities":    map[string]any{"tools": map[string]any{}},
			"serverInfo":      map[string]any{"name": "retrieval", "version": "1.0.0"},
		}
	case "tools/call":
		content := map[string]any{"type": "text", "text": search(ctx)}
		reply["result"] = map[string]any{"content": []any{content}}
	default:
		reply["error"] = map[string]any{"code": -32601, "message": "Method not found"}
	}
	response.Header().Set("content-type", "application/json")
	json.NewEncoder(response).Encode(reply)
}

func main() {
	http.HandleFunc("/retrieve", retrieve)
	http.HandleFunc("/mcp", handleMCP)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	go http.Serve(listener, nil)
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	<-ended
	if err := flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
