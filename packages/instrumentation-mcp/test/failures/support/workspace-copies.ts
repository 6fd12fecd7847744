/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { loadCopy } from './copies.ts';

/** Both lines of the SDK as the workspace has them. */
export const v1Copy = await loadCopy('v1', '1.32.2', import.meta.dirname);
export const v2Copy = await loadCopy('v2', '2.4.0', import.meta.dirname);
