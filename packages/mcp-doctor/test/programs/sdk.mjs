/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry without fault.
import { startSdk } from './start-sdk.mjs';

startSdk();
