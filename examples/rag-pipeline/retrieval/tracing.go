// Copyright The OpenTelemetry MCP Authors
// SPDX-License-Identifier: Apache-2.0

//go:build !otel

// Spans on the standard library, where OpenTelemetry's SDK for Go is not installed.

package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"os"
	"strings"
	"sync"
	"time"
)

type ids struct{ trace, span string }

type currentKey struct{}

var (
	mutex    sync.Mutex
	finished []otlpSpan
)

// extract makes the span that a W3C traceparent names the current one.
func extract(ctx context.Context, traceparent string) context.Context {
	parts := strings.Split(traceparent, "-")
	if len(parts) < 4 {
		return ctx
	}
	return context.WithValue(ctx, currentKey{}, ids{parts[1], parts[2]})
}

// start begins a span below the current one, or a trace where there is none. Its
// end is the second result.
func start(ctx context.Context, name string, kind int, given attributes) (context.Context, func()) {
	parent, found := ctx.Value(currentKey{}).(ids)
	if !found {
		parent.trace = randomHex(16)
	}
	own := ids{parent.trace, randomHex(8)}
	begin := time.Now()
	return context.WithValue(ctx, currentKey{}, own), func() {
		mutex.Lock()
		defer mutex.Unlock()
		finished = append(finished, otlpSpan{
			TraceID:    own.trace,
			SpanID:     own.span,
			ParentID:   parent.span,
			Name:       name,
			Kind:       kind,
			Start:      nanoseconds(begin),
			End:        nanoseconds(time.Now()),
			Attributes: keyValues(given),
		})
	}
}

// flush exports all finished spans.
func flush() error {
	mutex.Lock()
	defer mutex.Unlock()
	return export(attributes{"service.name": os.Getenv("OTEL_SERVICE_NAME")}, finished)
}

func randomHex(bytes int) string {
	id := make([]byte, bytes)
	if _, err := rand.Read(id); err != nil {
		panic(err)
	}
	return hex.EncodeToString(id)
}
