// Copyright The OpenTelemetry MCP Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Kinds of spans, as OTLP numbers them.
const (
	internal = 1
	server   = 2
)

type attributes map[string]string

type span struct {
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

var (
	mutex    sync.Mutex
	finished []*span
)

// start begins a span below a W3C traceparent, or a trace where there is none.
func start(name string, kind int, traceparent string, given attributes) *span {
	begun := &span{
		TraceID:    randomHex(16),
		SpanID:     randomHex(8),
		Name:       name,
		Kind:       kind,
		Start:      now(),
		Attributes: keyValues(given),
	}
	if parts := strings.Split(traceparent, "-"); len(parts) >= 4 {
		begun.TraceID, begun.ParentID = parts[1], parts[2]
	}
	return begun
}

func (s *span) traceparent() string {
	return fmt.Sprintf("00-%s-%s-01", s.TraceID, s.SpanID)
}

func (s *span) end() {
	s.End = now()
	mutex.Lock()
	defer mutex.Unlock()
	finished = append(finished, s)
}

// flush posts all finished spans as OTLP/JSON, with the headers of
// OTEL_EXPORTER_OTLP_HEADERS.
func flush() error {
	mutex.Lock()
	defer mutex.Unlock()
	resource := keyValues(attributes{"service.name": os.Getenv("OTEL_SERVICE_NAME")})
	body, err := json.Marshal(map[string]any{
		"resourceSpans": []any{map[string]any{
			"resource":   map[string]any{"attributes": resource},
			"scopeSpans": []any{map[string]any{"scope": map[string]any{"name": "example"}, "spans": finished}},
		}},
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequest("POST", os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT")+"/v1/traces", bytes.NewReader(body))
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

func keyValues(given attributes) []keyValue {
	all := []keyValue{}
	for key, value := range given {
		all = append(all, keyValue{key, map[string]string{"stringValue": value}})
	}
	return all
}

func now() string {
	return strconv.FormatInt(time.Now().UnixNano(), 10)
}

func randomHex(bytes int) string {
	id := make([]byte, bytes)
	if _, err := rand.Read(id); err != nil {
		panic(err)
	}
	return hex.EncodeToString(id)
}
