/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { roundTrip } from './program.mjs';

roundTrip().then(
  spans => {
    globalThis.document.body.textContent = JSON.stringify(spans);
  },
  error => {
    globalThis.document.body.textContent = String(error.stack);
  }
);
