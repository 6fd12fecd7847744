/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry that goes nowhere.
import { startSdk } from './start-sdk.mjs';

startSdk({ exporter: () => undefined });
