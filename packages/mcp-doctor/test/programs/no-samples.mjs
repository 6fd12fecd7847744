/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry whose sampler drops everything.
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import { startSdk } from './start-sdk.mjs';

startSdk({ sampler: () => new AlwaysOffSampler() });
