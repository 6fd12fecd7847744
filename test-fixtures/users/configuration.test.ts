/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startFixture, startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { userMachine } from './machine.ts';
import { SUPPORTED } from './nodes.ts';

for (const line of SUPPORTED) {
  describe(`a file of OTEL_CONFIG_FILE on Node ${line}`, function () {
    // The first test of a run installs everything.
    this.timeout(300_000);

    it('sets up the SDK, and this instrumentation', async () => {
      const machine = await userMachine(line);
      const folder = machine.place(join(import.meta.dirname, 'configuration'));
      const receiver = await startOtlpReceiver();
      const fixture = await startFixture({
        file: 'app.mjs',
        execArgv: ['--import', './tracing.mjs'],
        cwd: folder,
        nodePath: machine.node,
        env: { OTEL_CONFIG_FILE: 'otel.yaml', RECEIVER: receiver.url },
      });
      const { code } = await fixture.exited;
      assert.equal(code, 0, fixture.stderr);
      const captured = receiver
        .spans()
        .filter(({ name }) => name === 'tools/call now')
        .map(({ service, attributes }) => [
          service,
          attributes['gen_ai.tool.call.arguments'],
        ]);
      await receiver.close();
      assert.equal(captured.length, 2, fixture.stderr);
      for (const [service, args] of captured) {
        assert.equal(service, 'configured');
        // Spans of OpenTelemetry 2.x have no structured values.
        assert.match(JSON.stringify(args), /zone.*UTC/);
      }
    });
  });
}
