/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { HTTP_MATRIX } from '../http-matrix.ts';
import { answerOnce, fruitlessAuthProvider } from './answer-once.ts';
import { assertEndings } from './assert-endings.ts';
import type { SdkCopy } from './copies.ts';
import { cellName, cellsOf, connectLink, type Cell } from './link.ts';
import { provoke } from './provoke.ts';

const READ = { method: 'resources/read', params: { uri: 'any:' } };

/** Declares one test per row of the HTTP matrix, for each era of a version. */
export function describeHttpMatrix(sdk: SdkCopy): void {
  for (const cell of cellsOf(sdk)) {
    if (cell.transport === 'http') {
      describe(`failures of HTTP, ${cellName(cell)}`, () => {
        runRows(cell);
      });
    }
  }
}

function runRows(cell: Cell): void {
  let instrumented: Instrumented;
  before(() => {
    instrumented = startInstrumented([cell.sdk]);
  });
  after(() => instrumented.stop());
  for (const row of HTTP_MATRIX) {
    it(row.failure, async () => {
      const authProvider = fruitlessAuthProvider;
      const transportOptions = row.authorizes === true ? { authProvider } : {};
      const link = await connectLink(cell, { transportOptions });
      const { telemetry } = instrumented;
      await telemetry.reset();
      answerOnce(link, row.answer);
      const waits = row.timeout === undefined ? 'none' : 'time-out';
      await provoke(link, READ, waits);
      const expected = cell.era === 'modern' ? row.modern : undefined;
      const client = [expected ?? row.client];
      await assertEndings(telemetry, READ.method, { client, server: [] });
      await link.close();
    });
  }
}
