/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../packaging/commands.ts';
import { userMachine, type UserMachine } from '../machine.ts';

const PACKAGE = 'opentelemetry-instrumentation-mcp';
const HTTP = '@opentelemetry/instrumentation-http';
/** Where the calls with context in `_meta` come from. */
const SENDER = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
};

const FRAMEWORKS = JSON.parse(
  readFileSync(join(import.meta.dirname, 'dependencies.json'), 'utf8')
) as Record<string, string>;

interface Span {
  readonly scope: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: string;
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a call made: its MCP span, and the SERVER span that the HTTP request got. */
interface Call {
  readonly mcp: Span;
  readonly http: Span;
}

/** In the order of the calls: v1, v1 with `_meta`, v2, v2 with `_meta`. */
function callsIn(spans: readonly Span[], scope: string): Call[] {
  const of = (wanted: string) =>
    spans.filter(
      span => span.scope === wanted && span.kind === SpanKind.SERVER
    );
  const requests = of(scope);
  const calls = of(PACKAGE).map((mcp, index) => {
    const http = requests[index];
    assert.ok(http, `no request for call ${index}`);
    return { mcp, http };
  });
  assert.equal(calls.length, 4);
  return calls;
}

async function serve(
  { node, folder }: UserMachine,
  framework: string,
  env: Readonly<Record<string, string>> = {}
): Promise<Span[]> {
  const flags = ['./set-up.cjs', `${PACKAGE}/register`];
  const stdout = await run(
    node,
    [...flags.flatMap(flag => ['--require', flag]), 'serve.cjs', framework],
    {
      cwd: join(folder, 'programs'),
      env: { ...process.env, OTEL_NODE_RESOURCE_DETECTORS: 'none', ...env },
    }
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Span[];
}

function assertFound({ mcp, http }: Call, withMeta: boolean): void {
  if (withMeta) {
    assert.equal(mcp.traceId, SENDER.traceId);
    assert.equal(mcp.parent, SENDER.spanId);
    assert.deepEqual(mcp.links, [http.spanId]);
  } else {
    assert.equal(mcp.traceId, http.traceId);
    assert.deepEqual(mcp.links, []);
  }
}

const CELLS = [
  ['20', {}, ['express']],
  ['24', FRAMEWORKS, ['express', 'fastify', 'hono', 'koa', 'nest', 'next']],
] as const;

for (const [line, added, frameworks] of CELLS) {
  describe(`the HTTP server span behind frameworks, Node ${line}`, function () {
    this.timeout(400_000);
    let machine: UserMachine;
    before(async () => {
      machine = await userMachine(line, added);
      machine.place(join(import.meta.dirname, 'programs'));
    });

    for (const framework of frameworks) {
      it(`is found: ${framework}`, async () => {
        const spans = await serve(machine, framework);
        for (const [index, call] of callsIn(spans, HTTP).entries()) {
          const { mcp, http } = call;
          assertFound(call, index % 2 === 1);
          // A framework has put spans of its own in between.
          assert.notEqual(mcp.parent, http.spanId);
          const { attributes } = mcp;
          assert.equal(attributes['client.address'], '127.0.0.1');
          assert.equal(
            attributes['client.port'],
            http.attributes['network.peer.port']
          );
          assert.equal(attributes['network.protocol.version'], '1.1');
        }
      });
    }

    if (line === '20') return;
    const withoutHttp = { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'http' };

    it('is found where nothing but a framework makes it: hono', async () => {
      const spans = await serve(machine, 'hono', withoutHttp);
      for (const [index, call] of callsIn(spans, '@hono/otel').entries()) {
        assertFound(call, index % 2 === 1);
      }
    });

    // Nothing leads from a span to the one above it but that one's ids.
    it('is not found below another span of such a framework: fastify', async () => {
      const spans = await serve(machine, 'fastify', withoutHttp);
      for (const [index, call] of callsIn(spans, '@fastify/otel').entries()) {
        const { mcp, http } = call;
        const inner = spans.find(
          ({ spanId }) => spanId === (mcp.links[0] ?? mcp.parent)
        );
        assert.equal(inner?.parent, http.spanId);
        assert.equal(mcp.links.length, index % 2);
        assert.equal(mcp.attributes['client.address'], undefined);
      }
    });
  });
}
