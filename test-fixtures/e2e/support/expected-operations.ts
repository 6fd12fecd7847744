/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ExpectedSpan } from 'opentelemetry-mcp-test-utils';
import type { Kind, Line } from './cells.ts';

type Service = 'client' | 'server';

const CLIENT = { kind: 'CLIENT', service: 'client' } as const;
const SERVER = { kind: 'SERVER', service: 'server' } as const;

/** Spans of the server's own code. */
const WORK = span('work', 'server');
const DOWNSTREAM = { name: 'GET', kind: 'CLIENT', service: 'server' } as const;

/** A POST or GET of the MCP client, as the instrumentations of HTTP see it. */
function httpExchange(method: string): ExpectedSpan {
  return {
    name: method,
    ...CLIENT,
    children: [{ name: method, ...SERVER }],
  };
}

function span(
  name: string,
  service: Service,
  children: readonly ExpectedSpan[] = []
): ExpectedSpan {
  return { name, kind: 'INTERNAL', service, children };
}

/** The whole trace of each operation of the scenario `operations`. */
export function expectedOperations(line: Line, kind: Kind): ExpectedSpan[] {
  const trees = new Trees(kind);
  return [
    trees.connect(line),
    span('list', 'client', trees.exchange('tools/list')),
    span(
      'fetch',
      'client',
      trees.exchange('tools/call fetch', [{ ...WORK, children: [DOWNSTREAM] }])
    ),
    span('fail', 'client', trees.failing('tools/call fail')),
    line.era === 'modern' ? trees.askByRoundTrip() : trees.askByRequest(),
    span('prompt', 'client', trees.exchange('prompts/get greeting', [WORK])),
    span('resource', 'client', trees.exchange('resources/read', [WORK])),
    trees.close(line),
    ...trees.standaloneStream(line),
  ];
}

class Trees {
  private readonly _kind: Kind;
  private readonly _overHttp: boolean;

  constructor(kind: Kind) {
    this._kind = kind;
    this._overHttp = kind === 'http' || kind === 'sse';
  }

  /**
   * One message from client to server. Over HTTP the server's span has its
   * parent from `_meta` and links to the span of the request that carried it.
   */
  exchange(
    name: string,
    below: readonly ExpectedSpan[] = [],
    belowClient: readonly ExpectedSpan[] = []
  ): ExpectedSpan[] {
    const http = this._overHttp ? [httpExchange('POST')] : [];
    const links = this._overHttp ? ['POST'] : [];
    const received: ExpectedSpan = { name, ...SERVER, links, children: below };
    return [{ name, ...CLIENT, children: [...http, received, ...belowClient] }];
  }

  failing(name: string): ExpectedSpan[] {
    const [sent] = this.exchange(name);
    if (sent === undefined) throw new Error('An exchange has a span');
    const error = {
      status: 'ERROR',
      attributes: { 'error.type': 'tool_error' },
    } as const;
    const children = (sent.children ?? []).map(child =>
      child.name === name ? { ...child, ...error } : child
    );
    return [{ ...sent, ...error, children }];
  }

  connect({ era }: Line): ExpectedSpan {
    if (era === 'modern') {
      return span('connect', 'client', this.exchange('server/discover'));
    }
    return span('connect', 'client', [
      ...(this._kind === 'sse' ? [httpExchange('GET')] : []),
      ...this.exchange('initialize'),
      ...this.exchange('notifications/initialized'),
    ]);
  }

  /** The server sends a request to the client while it handles one. */
  askByRequest(): ExpectedSpan {
    // The client's answer is a POST of its own.
    const answer = this._overHttp ? [httpExchange('POST')] : [];
    const sampling: ExpectedSpan = {
      name: 'sampling/createMessage',
      kind: 'CLIENT',
      service: 'server',
      children: [
        {
          name: 'sampling/createMessage',
          kind: 'SERVER',
          service: 'client',
          children: [span('model', 'client'), ...answer],
        },
      ],
    };
    return span('ask', 'client', this.exchange('tools/call ask', [sampling]));
  }

  /** The client repeats its request with the input that the server required. */
  askByRoundTrip(): ExpectedSpan {
    const [repeated] = this.exchange('tools/call ask');
    if (repeated === undefined) throw new Error('An exchange has a span');
    return span('ask', 'client', [
      ...this.exchange('tools/call ask', [], [span('model', 'client')]),
      { ...repeated, links: ['tools/call ask'] },
    ]);
  }

  close({ era }: Line): ExpectedSpan {
    const hasSession = this._kind === 'http' && era === 'legacy';
    return span('close', 'client', hasSession ? [httpExchange('DELETE')] : []);
  }

  /**
   * The stream on which a server may begin to speak. It stays open for as long
   * as the session and belongs to no operation.
   */
  standaloneStream({ era }: Line): ExpectedSpan[] {
    return this._kind === 'http' && era === 'legacy'
      ? [httpExchange('GET')]
      : [];
  }
}
