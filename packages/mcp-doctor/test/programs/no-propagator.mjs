/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry that does not propagate.
import { startSdk } from './start-sdk.mjs';

startSdk({ propagator: () => undefined });
