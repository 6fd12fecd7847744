/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  startFixture,
  type LogRecord,
  type SpanKindName,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { OPTIONS } from '../../src/config/options.ts';
import { mcpSpans, spanOf } from '../support/spans.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);
const PREFIX = 'OTEL_INSTRUMENTATION_MCP_';

interface Message {
  readonly method?: string;
  readonly params?: {
    readonly _meta?: Readonly<Record<string, unknown>>;
    readonly data?: unknown;
  };
}

/** What `fixtures/scenario.mjs` reports. */
interface Report {
  readonly spans: SpanRecord[];
  readonly logs: LogRecord[];
  readonly toServer: Message[];
  readonly toClient: Message[];
  /** Names of those that a stdio server got. */
  readonly variables: string[];
}

async function play(env: Readonly<Record<string, string>>): Promise<Report> {
  const preload = new URL('preload.mjs', FIXTURES).href;
  const register = 'opentelemetry-instrumentation-mcp/register';
  const fixture = await startFixture({
    file: new URL('scenario.mjs', FIXTURES),
    execArgv: ['--import', preload, '--import', register],
    ipc: true,
    env,
  });
  const { code } = await fixture.exited;
  const [report] = fixture.messages;
  assert.equal(code, 0, fixture.stderr);
  assert.equal(fixture.stdout, '');
  return report as Report;
}

const of = ({ spans }: Report, name: string, kind: SpanKindName) =>
  spanOf(spans, name, kind);
const echo = (report: Report) => of(report, 'tools/call echo', 'SERVER');
const argumentsOf = (report: Report) =>
  echo(report).attributes['gen_ai.tool.call.arguments'];
const metaOf = ({ toServer }: Report, method: string) =>
  toServer.find(message => message.method === method)?.params?._meta ?? {};
const names = ({ spans }: Report) => spans.map(({ name }) => name);

const ARGUMENTS = { CAPTURE_TOOL_ARGUMENTS: 'true' };
const TEXT = { text: 'hello, hello, hello' };

/** What a variable changes: its values, and what is seen with and without them. */
interface Case {
  readonly env: Readonly<Record<string, string>>;
  readonly see: (report: Report) => unknown;
  readonly without: unknown;
  readonly with: unknown;
}

const CASES: Readonly<Record<string, Case>> = {
  CAPTURE_TOOL_ARGUMENTS: {
    env: ARGUMENTS,
    see: argumentsOf,
    without: undefined,
    with: TEXT,
  },
  CAPTURE_TOOL_RESULTS: {
    env: { CAPTURE_TOOL_RESULTS: 'true' },
    see: report => 'gen_ai.tool.call.result' in echo(report).attributes,
    without: false,
    with: true,
  },
  CAPTURE_PROMPT_VARIABLES: {
    env: { CAPTURE_PROMPT_VARIABLES: 'true' },
    see: report =>
      of(report, 'prompts/get greet', 'SERVER').attributes[
        'gen_ai.prompt.variable.text'
      ],
    without: undefined,
    with: 'x',
  },
  CAPTURE_ALLOW_TOOLS: {
    env: { ...ARGUMENTS, CAPTURE_ALLOW_TOOLS: 'fail,log' },
    see: report => [
      argumentsOf(report),
      of(report, 'tools/call fail', 'CLIENT').attributes[
        'gen_ai.tool.call.arguments'
      ],
    ],
    without: [undefined, undefined],
    with: [undefined, TEXT],
  },
  CAPTURE_DENY_TOOLS: {
    env: { ...ARGUMENTS, CAPTURE_DENY_TOOLS: 'fail' },
    see: report => [
      argumentsOf(report),
      of(report, 'tools/call fail', 'CLIENT').attributes[
        'gen_ai.tool.call.arguments'
      ],
    ],
    without: [undefined, undefined],
    with: [TEXT, undefined],
  },
  CAPTURE_MAX_LENGTH: {
    env: { ...ARGUMENTS, CAPTURE_MAX_LENGTH: '17' },
    see: argumentsOf,
    without: undefined,
    with: { text: 'hello…' },
  },
  INBOUND: {
    env: { INBOUND: 'link' },
    see: report => echo(report).links.length,
    without: 0,
    with: 1,
  },
  PARENT: {
    env: { PARENT: 'ambient' },
    see: report => {
      const list = report.spans.filter(
        ({ name, kind, links }) =>
          name === 'tools/list' && kind === 'SERVER' && links.length === 1
      );
      const parent = report.spans.find(
        ({ spanId }) => spanId === list[0]?.parentSpanId
      );
      return parent?.name;
    },
    without: 'tools/list',
    with: 'http',
  },
  OUTBOUND: {
    env: { OUTBOUND: 'https://*,npx *' },
    see: report => 'traceparent' in metaOf(report, 'tools/call'),
    without: true,
    with: false,
  },
  BAGGAGE: {
    env: { BAGGAGE: 'tenant' },
    see: report => metaOf(report, 'tools/call')['baggage'],
    without: undefined,
    with: 'tenant=acme',
  },
  PROPAGATE: {
    env: { PROPAGATE: 'spec-methods' },
    see: report => Object.keys(metaOf(report, 'vendor/method')),
    without: ['traceparent'],
    with: [],
  },
  FOREIGN_CARRIERS: {
    env: { FOREIGN_CARRIERS: 'datadog' },
    see: ({ spans }) =>
      spans.some(
        ({ name, parentSpanId }) =>
          name === 'tools/list' && parentSpanId === 'b7ad6b7169203331'
      ),
    without: false,
    with: true,
  },
  IGNORE: {
    env: { IGNORE: 'tools/call, prompts/*' },
    see: report =>
      names(report).filter(name => /^(tools\/call|prompts)/.test(name)).length,
    without: 9,
    with: 0,
  },
  PROPAGATION_ONLY: {
    env: { PROPAGATION_ONLY: 'true' },
    see: report => [
      mcpSpans(report.spans).length > 0,
      'traceparent' in metaOf(report, 'tools/call'),
    ],
    without: [true, true],
    with: [false, true],
  },
  SUPPRESS_TRANSPORT_SPANS: {
    env: { SUPPRESS_TRANSPORT_SPANS: 'true' },
    see: report => names(report).includes('POST'),
    without: true,
    with: false,
  },
  EXECUTE_TOOL_SPAN: {
    env: { EXECUTE_TOOL_SPAN: 'merge' },
    see: report => {
      const { attributes } = of(report, 'execute_tool echo', 'INTERNAL');
      return attributes['mcp.method.name'];
    },
    without: undefined,
    with: 'tools/call',
  },
  DROP_RESOURCE_URI_QUERY: {
    env: { DROP_RESOURCE_URI_QUERY: 'true' },
    see: report =>
      of(report, 'resources/read', 'SERVER').attributes['mcp.resource.uri'],
    without: 'file:///notes?page=1',
    with: 'file:///notes',
  },
  RESOURCE_URI_IN_SPAN_NAME: {
    env: { RESOURCE_URI_IN_SPAN_NAME: 'true' },
    see: report =>
      names(report).includes('resources/read file:///notes?page=1'),
    without: false,
    with: true,
  },
  TOOL_EXCEPTIONS: {
    env: { TOOL_EXCEPTIONS: 'span-event' },
    see: report => [
      of(report, 'tools/call fail', 'SERVER').events.map(({ name }) => name),
      report.logs.map(({ eventName }) => eventName),
    ],
    without: [[], ['exception']],
    with: [['exception'], []],
  },
  TOOL_EXCEPTION_TEXT: {
    env: { TOOL_EXCEPTION_TEXT: 'true' },
    see: ({ logs }) => logs.map(log => log.attributes['exception.message']),
    without: [undefined],
    with: ['text of an exception'],
  },
  LOGS_FROM_MCP: {
    env: { LOGS_FROM_MCP: 'both' },
    see: ({ logs }) =>
      logs.filter(({ body }) => body === 'message of MCP').length,
    without: 0,
    with: 2,
  },
  LOGS_TO_MCP: {
    env: { LOGS_TO_MCP: 'true' },
    see: ({ toClient }) =>
      toClient
        .filter(({ method }) => method === 'notifications/message')
        .map(({ params }) => params?.data),
    without: ['message of MCP'],
    with: ['message of MCP', 'record of OpenTelemetry'],
  },
  FORWARD_ENVIRONMENT: {
    env: { FORWARD_ENVIRONMENT: 'true' },
    see: ({ variables }) => variables.includes('OTEL_LOG_LEVEL'),
    without: false,
    with: true,
  },
};

/** What they change is seen from outside of a process only: `test-fixtures/users/guest`. */
const SEEN_OUTSIDE = ['FLUSH_ON_CLOSE', 'GUARD_STDOUT'];

describe('options of a program, by its environment', () => {
  const OTEL_LOG_LEVEL = 'none';
  let usual: Report;
  before(async () => {
    usual = await play({ OTEL_LOG_LEVEL });
  });

  it('is a test for every variable', () => {
    const variables = Object.values(OPTIONS)
      .map(({ variable }) => variable)
      .filter(variable => variable !== undefined);
    assert.deepEqual(
      [...Object.keys(CASES), ...SEEN_OUTSIDE].sort(),
      variables.sort()
    );
  });

  for (const [variable, { env, see, ...expected }] of Object.entries(CASES)) {
    it(`${PREFIX}${variable}=${env[variable] ?? ''}`, async () => {
      const given = Object.entries(env).map(([name, value]) => [
        PREFIX + name,
        value,
      ]);
      const variables = Object.fromEntries(given) as Record<string, string>;
      const report = await play({ OTEL_LOG_LEVEL, ...variables });
      assert.deepEqual(see(usual), expected.without);
      assert.deepEqual(see(report), expected.with);
    });
  }

  it('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY', async () => {
    const report = await play({
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY',
    });
    assert.deepEqual(argumentsOf(report), TEXT);
  });

  it('is told of its mistakes, although they are made before the SDK starts', async () => {
    const server = await startFixture({
      file: new URL('meta-v1.mjs', FIXTURES),
      execArgv: ['--import', 'opentelemetry-instrumentation-mcp/auto'],
      env: {
        OTEL_LOG_LEVEL: 'error',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_INSTRUMENTATION_MCP_BAGAGE: 'all',
        OTEL_INSTRUMENTATION_MCP_PARENT: 'both',
      },
    });
    await server.waitFor('stderr', /variable OTEL_\w+_PARENT is not valid/);
    await server.stop();
    const lines = server.stderr.match(/OTEL_\w+_BAGAGE does not exist/g);
    assert.equal(lines?.length, 1);
    assert.equal(server.stdout, '');
  });
});
