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
import {
  cellName,
  cellsOf,
  connectLink,
  type Cell,
  type Link,
} from './link.ts';
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
  let link: Link;
  before(() => {
    instrumented = startInstrumented([cell.sdk]);
  });
  afterEach(() => link.close());
  after(() => instrumented.stop());
  for (const row of HTTP_MATRIX) {
    it(row.failure, async () => {
      const authProvider = fruitlessAuthProvider;
      const transportOptions = row.authorizes === true ? { authProvider } : {};
      link = await connectLink(cell, { transportOptions });
      const { telemetry } = instrumented;
      await telemetry.reset();
      answerOnce(link, row.answer);
      const waits = row.timesOut === true ? 'time-out' : 'none';
      await provoke(link, READ, waits);
      const expected = cell.sdk.line === 'v2' ? row.v2 : undefined;
      const client = [expected ?? row.client];
      await assertEndings(telemetry, READ.method, { client, server: [] });
    });
  }
}
