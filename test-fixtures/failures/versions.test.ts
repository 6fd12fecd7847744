/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { loadCopy } from '../../packages/instrumentation-mcp/test/failures/support/copies.ts';
import { describeMatrix } from '../../packages/instrumentation-mcp/test/failures/support/describe-matrix.ts';
import { describeHttpMatrix } from '../../packages/instrumentation-mcp/test/failures/support/describe-http-matrix.ts';
import { OLD_VERSIONS, versionFolder } from './installed.ts';

// installing takes longer than mocha waits for a hook, which knows no versions yet
for (const version of OLD_VERSIONS) {
  const line = version.startsWith('1.') ? 'v1' : 'v2';
  const copy = await loadCopy(line, version, versionFolder(version));
  describeMatrix(copy);
  describeHttpMatrix(copy);
}
