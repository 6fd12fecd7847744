/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { fetch1, fetch2 } from '../../../routes.mjs';

export async function POST(request, { params }) {
  const { line } = await params;
  return line === 'v1' ? fetch1(request) : fetch2(request);
}
