/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server that greets on stdout.
import './server.mjs';

console.log('Server is ready!');
