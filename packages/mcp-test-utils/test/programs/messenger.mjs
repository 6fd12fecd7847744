/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Answers IPC messages.
process.on('message', message => {
  process.send({ answer: message });
});
process.send({ ready: true, port: 4318 });
