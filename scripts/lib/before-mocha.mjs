/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Loaded before mocha's globals exist. In their presence the base class of
 * instrumentations gives every instance a hook of `require()` of its own, and
 * after some hundred instances `require()` overflows the stack.
 */
import '@opentelemetry/instrumentation';
import { createRequire } from 'node:module';

createRequire(import.meta.url)('@opentelemetry/instrumentation');
