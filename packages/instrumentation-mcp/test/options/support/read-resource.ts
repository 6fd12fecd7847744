/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentationConfig } from '../../../src/index.ts';
import {
  connectPair,
  createClient,
  createServer,
  settled,
} from '../../support/pair.ts';
import { request, type Sdk } from '../../support/sdk.ts';
import { observe, type Observed } from './observe.ts';

/** Reads the one resource of a server, and stops; what came before is forgotten. */
export async function readResource(
  sdk: Sdk,
  uri: string,
  config: McpInstrumentationConfig
): Promise<Observed> {
  const observed = observe(sdk, config);
  const server = createServer(sdk);
  server.registerResource('notes', uri, {}, () => ({
    contents: [{ uri, text: 'x' }],
  }));
  const pair = await connectPair(sdk, createClient(sdk), server);
  await observed.telemetry.reset();
  const params = { uri };
  await request(sdk, pair.client, { method: 'resources/read', params });
  await settled();
  await pair.close();
  await observed.stop();
  return observed;
}
