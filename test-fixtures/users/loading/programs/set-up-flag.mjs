/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { startSdk } from './sdk.mjs';

// Its loader is on the command line.
startSdk();
