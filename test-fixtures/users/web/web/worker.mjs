/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { roundTrip } from './program.mjs';

export default {
  async fetch() {
    return Response.json(await roundTrip());
  },
};
