/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { join } from 'node:path';

export default {
  // Where packages are found.
  turbopack: { root: join(import.meta.dirname, '..', '..') },
};
