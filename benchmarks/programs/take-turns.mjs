/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Does some work whenever it is this program's turn, and tells what it has cost.
 *
 * @param {(count: number) => Promise<number>} work
 * @param {() => unknown} [end]
 */
export function takeTurns(work, end = () => process.exit()) {
  process.on('message', async count => {
    process.send?.(await work(Number(count)));
  });
  process.once('disconnect', end);
  process.send?.(0);
}
