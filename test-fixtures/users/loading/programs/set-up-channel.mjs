/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createAddHookMessageChannel } from 'import-in-the-middle';
import { register } from 'node:module';
import { startSdk } from './sdk.mjs';

const { registerOptions, waitForAllMessagesAcknowledged } =
  createAddHookMessageChannel();
register('import-in-the-middle/hook.mjs', import.meta.url, registerOptions);
startSdk();
await waitForAllMessagesAcknowledged();
