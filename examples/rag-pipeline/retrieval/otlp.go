// Copyright The OpenTelemetry MCP Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// Kinds of spans, as OTLP numbers them.
const (
	internal = 1
	server   = 2
)

type attributes map[string]string

// otlpSpan is a finished span, as OTLP/JSON has it.
type otlpSpan struct {
	TraceID    string     `json:"traceId"`
	SpanID     string     `json:"spanId"`
	ParentID   string     `json:"parentSpanId,omitempty"`
	Name       string     `json:"name"`
	Kind       int        `json:"kind"`
	Start      string     `json:"startTimeUnixNano"`
	End        string     `json:"endTimeUnixNano"`
	Attributes []keyValue `json:"attributes"`
}

type keyValue struct {
	Key   string            `json:"key"`
	Value map[string]string `json:"value"`
}

func keyValues(given attributes) []keyValue {
	all := []keyValue{}
	for key, value := range given {
		all = append(all, keyValue{key, map[string]string{"stringValue": value}})
	}
	return all
}

func nanoseconds(moment time.Time) string {
	return strconv.FormatInt(moment.UnixNano(), 10)
}

// export posts spans of one resource, with the headers of
// OTEL_EXPORTER_OTLP_HEADERS.
func export(resource attributes, spans []otlpSpan) error {
	scope := map[string]any{"name": "example"}
	body, err := json.Marshal(map[string]any{
		"resourceSpans": []any{map[string]any{
			"resource":   map[string]any{"attributes": keyValues(resource)},
			"scopeSpans": []any{map[string]any{"scope": scope, "spans": spans}},
		}},
	})
	if err != nil {
		return err
	}
	endpoint := os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces"
	request, err := http.NewRequest("POST", endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("content-type", "application/json")
	for _, pair := range strings.Split(os.Getenv("OTEL_EXPORTER_OTLP_HEADERS"), ",") {
		if name, value, found := strings.Cut(pair, "="); found {
			decoded, err := url.PathUnescape(value)
			if err != nil {
				return err
			}
			request.Header.Set(strings.TrimSpace(name), decoded)
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the backend answered %s", response.Status)
	}
	return nil
}
