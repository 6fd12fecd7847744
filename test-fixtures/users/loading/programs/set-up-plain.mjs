/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { register } from 'node:module';
import { startSdk } from './sdk.mjs';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
startSdk();
