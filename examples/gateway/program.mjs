/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Plays the scene in the variant that the first argument names, and says what
// everybody got.
import { byHand } from './by-hand.mjs';
import { instrumented } from './instrumented.mjs';
import { play } from './scene.mjs';

const variant = process.argv[2] === 'by-hand' ? byHand : instrumented;
const { received, ...outcome } = await play(variant);
console.log(JSON.stringify({ ...outcome, received: [...received] }));
