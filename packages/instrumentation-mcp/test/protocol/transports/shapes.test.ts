/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import vm from 'node:vm';
import { isTransport } from '../../../src/protocol/sdk-shapes.ts';
import { TransportConnection } from '../../../src/protocol/transports/transport-connection.ts';
import { importMinified } from '../../support/esbuild.ts';
import { temporaryFolder } from '../../../../../test-fixtures/support/package-copies.ts';
import type { Transport } from '../../support/sdk.ts';

type Class = (new (...args: unknown[]) => Transport) & {
  createLinkedPair(): [Transport, Transport];
};
type Make = (make: Class) => Transport;

interface Kind {
  readonly make: Make;
  readonly transport?: string;
  readonly protocol?: string;
  readonly ambient: string;
  /** Without an id. */
  readonly session: boolean;
}

const URL_OF_SERVER = 'http://127.0.0.1:4711/mcp';

const construct: Make = Transport => new Transport();
const withOptions: Make = Transport =>
  new Transport({ command: 'node', args: ['server.mjs'] });
const withUrl: Make = Transport => new Transport(new URL(URL_OF_SERVER));

const stdio = { transport: 'pipe', ambient: 'opener', session: true };
const web = { transport: 'tcp', protocol: 'http' };
const httpClient = { ...web, ambient: 'call', session: false };
const httpServer = { ...web, ambient: 'message', session: false };

const BOTH: Record<string, Kind> = {
  StdioClientTransport: { make: withOptions, ...stdio },
  StdioServerTransport: { make: construct, ...stdio },
  InMemoryTransport: {
    make: Transport => Transport.createLinkedPair()[0],
    ambient: 'opener',
    session: true,
  },
  StreamableHTTPClientTransport: { make: withUrl, ...httpClient },
  SSEClientTransport: {
    make: withUrl,
    ...web,
    ambient: 'opener',
    session: true,
  },
  WebStandardStreamableHTTPServerTransport: {
    make: Transport => new Transport({}),
    ...httpServer,
  },
};

const LINES: Record<string, { files: string[]; kinds: Record<string, Kind> }> =
  {
    v1: {
      files: [
        'client/stdio.js',
        'client/sse.js',
        'client/streamableHttp.js',
        'client/websocket.js',
        'server/stdio.js',
        'server/sse.js',
        'server/streamableHttp.js',
        'server/webStandardStreamableHttp.js',
        'inMemory.js',
      ].map(file => `@modelcontextprotocol/sdk/${file}`),
      kinds: {
        ...BOTH,
        StreamableHTTPServerTransport: {
          make: Transport => new Transport({}),
          ...httpServer,
        },
        SSEServerTransport: {
          make: Transport => new Transport('/messages', {}),
          ...httpServer,
          session: true,
        },
        WebSocketClientTransport: {
          make: Transport => new Transport(new URL('ws://127.0.0.1:4711/')),
          transport: 'tcp',
          protocol: 'websocket',
          ambient: 'opener',
          session: true,
        },
      },
    },
    v2: {
      files: [
        '@modelcontextprotocol/client',
        '@modelcontextprotocol/client/stdio',
        '@modelcontextprotocol/server',
        '@modelcontextprotocol/server/stdio',
        '@modelcontextprotocol/node',
      ],
      kinds: {
        ...BOTH,
        NodeStreamableHTTPServerTransport: {
          make: Transport => new Transport({}),
          ...httpServer,
        },
        PerRequestHTTPServerTransport: {
          make: Transport => new Transport({ classification: {} }),
          ...httpServer,
        },
      },
    },
  };

function told(transport: Transport): object {
  assert.ok(isTransport(transport));
  const connection = new TransportConnection(transport);
  connection.refresh(transport, undefined);
  return {
    transport: connection.networkTransport,
    protocol: connection.protocolName,
    ambient: connection.ambientContext,
    session: connection.hasSession,
  };
}

function expected({ transport, protocol, ambient, session }: Kind): object {
  return { transport, protocol, ambient, session };
}

for (const [line, { files, kinds }] of Object.entries(LINES)) {
  describe(`a transport tells what it is, whatever its class is called, ${line}`, () => {
    const folder = temporaryFolder();
    let classes: Record<string, Class>;

    before(async () => {
      const names = files.map(file => `export * from '${file}';`);
      if (line === 'v2') {
        // Of two with one name, `export *` exports none.
        names.push(
          `export { InMemoryTransport } from '@modelcontextprotocol/server';`
        );
      }
      classes = (await importMinified(
        folder,
        line,
        names.join('\n')
      )) as typeof classes;
    });

    after(() => {
      folder.remove();
    });

    for (const [name, kind] of Object.entries(kinds)) {
      it(`${name}, minified`, () => {
        const Transport = classes[name];
        assert.ok(Transport);
        assert.notEqual(Transport.name, name);
        assert.deepEqual(told(kind.make(Transport)), expected(kind));
      });

      it(`${name}, minified, as a base`, () => {
        const Base = classes[name];
        assert.ok(Base);
        const Derived = class extends Base {};
        const transport =
          name === 'InMemoryTransport' ? new Derived() : kind.make(Derived);
        assert.deepEqual(told(transport), expected(kind));
      });
    }
  });
}

describe('the URL of a transport', () => {
  const address = {
    url: URL_OF_SERVER,
    serverAddress: '127.0.0.1',
    serverPort: 4711,
    networkTransport: 'tcp',
    protocolName: 'http',
  };
  const read = (url: unknown) => {
    const transport = { send: () => undefined, _url: url };
    const connection = new TransportConnection(transport);
    return Object.fromEntries(
      Object.keys(address).map(key => [
        key,
        connection[key as keyof typeof address],
      ])
    );
  };

  for (const [what, url] of Object.entries({
    'of another realm': vm.runInNewContext('new Url(text)', {
      Url: class {
        href: string;
        constructor(text: string) {
          this.href = text;
        }
      },
      text: URL_OF_SERVER,
    }) as unknown,
    'as text': URL_OF_SERVER,
    'as a URL': new URL(URL_OF_SERVER),
  })) {
    it(`is read ${what}`, () => {
      assert.deepEqual(read(url), address);
    });
  }

  for (const url of ['/mcp', 17, { href: 17 }, null, {}]) {
    it(`is none: ${JSON.stringify(url)}`, () => {
      const values = Object.values(read(url)).filter(
        value => value !== undefined
      );
      assert.deepEqual(values, []);
    });
  }
});
