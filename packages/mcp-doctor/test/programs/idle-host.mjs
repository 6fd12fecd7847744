/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host that stays after it has done all, as an agent does that waits for work.
import './host.mjs';

setInterval(() => undefined, 60_000);
