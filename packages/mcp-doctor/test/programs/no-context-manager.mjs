/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry without a context manager.
import { startSdk } from './start-sdk.mjs';

startSdk({ contextManager: () => undefined });
