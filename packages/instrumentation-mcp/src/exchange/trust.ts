/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ReceiveMetaOptions } from 'opentelemetry-propagator-mcp';

/** How far a peer is trusted. */
export type Trust = Required<
  Pick<ReceiveMetaOptions, 'policy' | 'parent' | 'carriers'>
>;
