// Copyright The OpenTelemetry MCP Authors
// SPDX-License-Identifier: Apache-2.0

//go:build otel

// Spans by OpenTelemetry's SDK for Go. Debian packages it without an exporter for
// OTLP, so that this program has a small one.

package main

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

var (
	// The service's name comes from OTEL_SERVICE_NAME.
	provider   = sdk.NewTracerProvider(sdk.WithBatcher(exporter{}))
	tracer     = provider.Tracer("example")
	propagator = propagation.TraceContext{}
)

// extract makes the span that a W3C traceparent names the current one.
func extract(ctx context.Context, traceparent string) context.Context {
	carrier := propagation.HeaderCarrier(http.Header{"Traceparent": {traceparent}})
	return propagator.Extract(ctx, carrier)
}

// start begins a span below the current one, or a trace where there is none. Its
// end is the second result.
func start(ctx context.Context, name string, kind int, given attributes) (context.Context, func()) {
	all := []attribute.KeyValue{}
	for key, value := range given {
		all = append(all, attribute.String(key, value))
	}
	ctx, begun := tracer.Start(ctx, name,
		trace.WithSpanKind(trace.SpanKind(kind)), trace.WithAttributes(all...))
	return ctx, func() { begun.End() }
}

// flush exports all finished spans.
func flush() error {
	return provider.Shutdown(context.Background())
}

type exporter struct{}

func (exporter) Shutdown(context.Context) error { return nil }

func (exporter) ExportSpans(_ context.Context, ended []sdk.ReadOnlySpan) error {
	if len(ended) == 0 {
		return nil
	}
	spans := []otlpSpan{}
	for _, span := range ended {
		own, parent := span.SpanContext(), span.Parent()
		converted := otlpSpan{
			TraceID:    own.TraceID().String(),
			SpanID:     own.SpanID().String(),
			Name:       span.Name(),
			Kind:       int(span.SpanKind()),
			Start:      nanoseconds(span.StartTime()),
			End:        nanoseconds(span.EndTime()),
			Attributes: keyValues(texts(span.Attributes())),
		}
		if parent.IsValid() {
			converted.ParentID = parent.SpanID().String()
		}
		spans = append(spans, converted)
	}
	return export(texts(ended[0].Resource().Attributes()), spans)
}

func texts(given []attribute.KeyValue) attributes {
	all := attributes{}
	for _, pair := range given {
		all[string(pair.Key)] = pair.Value.Emit()
	}
	return all
}
