/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { MATRIX, type Exception, type Row } from '../matrix.ts';
import { assertEndings } from './assert-endings.ts';
import type { SdkCopy } from './copies.ts';
import {
  cellName,
  cellsOf,
  connectLink,
  type Cell,
  type Link,
} from './link.ts';
import { provoke, type Disturbance } from './provoke.ts';

/** After these the same client and server go on. */
const HARMLESS: readonly Disturbance[] = [
  'none',
  'time-out',
  'abort',
  'abort before sending',
  'sending fails',
];

/** Declares one test per row of the matrix, for all that a version can do. */
export function describeMatrix(sdk: SdkCopy): void {
  for (const cell of cellsOf(sdk)) {
    describe(`failures, ${cellName(cell)}`, () => {
      runRows(cell);
    });
  }
}

function runRows(cell: Cell): void {
  let instrumented: Instrumented;
  let link: Link | undefined;
  before(() => {
    instrumented = startInstrumented([cell.sdk]);
  });
  after(async () => {
    await link?.close();
    await instrumented.stop();
  });
  for (const row of MATRIX) {
    if (row.only !== undefined && row.only !== cell.transport) continue;
    it(row.failure, async () => {
      const { telemetry } = instrumented;
      const { send, disturbance = 'none' } = row;
      link ??= await connectLink(cell);
      await telemetry.reset();
      await provoke(link, send, disturbance);
      if (!HARMLESS.includes(disturbance)) {
        await link.close();
        link = undefined;
      }
      const { client = row.client, server = row.server } =
        exceptionOf(row, cell) ?? {};
      await assertEndings(telemetry, send.method, { client, server });
    });
  }
}

/** The first that fits. */
function exceptionOf(row: Row, cell: Cell): Exception | undefined {
  return row.except?.find(
    ({ in: { versions, line, transport, era } }) =>
      (versions?.includes(cell.sdk.version) ?? true) &&
      (line ?? cell.sdk.line) === cell.sdk.line &&
      (transport ?? cell.transport) === cell.transport &&
      (era ?? cell.era) === cell.era
  );
}
