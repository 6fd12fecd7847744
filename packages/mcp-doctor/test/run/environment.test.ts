/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { commandEnvironment } from '../../src/run/environment.ts';

const GIVEN = {
  HOME: '/home/me',
  NODE_OPTIONS: '--no-warnings',
  OTEL_SERVICE_NAME: 'mine',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example/t',
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'grpc',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  OTEL_EXPORTER_OTLP_HEADERS: 'api-key=secret',
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'api-key=secret',
};

describe('the environment of the examined command', () => {
  it('sends OTLP to the doctor, without credentials', () => {
    assert.deepEqual(commandEnvironment(GIVEN, 'probe', 'http://127.0.0.1:1'), {
      HOME: '/home/me',
      NODE_OPTIONS: 'probe',
      OTEL_SERVICE_NAME: 'mine',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    });
  });

  it('keeps JSON where it was asked for', () => {
    const given = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const { OTEL_EXPORTER_OTLP_PROTOCOL: protocol } = commandEnvironment(
      given,
      'probe',
      'http://127.0.0.1:1'
    );
    assert.equal(protocol, 'http/json');
  });

  it('is left alone but for the probe with --keep-exporters', () => {
    assert.deepEqual(commandEnvironment(GIVEN, 'probe', undefined), {
      ...GIVEN,
      NODE_OPTIONS: 'probe',
    });
  });
});
