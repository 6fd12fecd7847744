/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// ES modules and CommonJS, each of which loads the other. No package of ours.
import { createRequire } from 'node:module';
import first from './first.cjs';

const own = createRequire(import.meta.url);
console.log(first, own('./data.json').value, (await import('./last.mjs')).name);
