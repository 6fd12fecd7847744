/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createClient } from './pair.ts';
import type { Client, Message, Sdk, Transport } from './sdk.ts';

/** A client of the SDK, and the other end of its connection in the test's hands. */
export interface ScriptedPeer {
  readonly client: Client;
  /** What the server's end can send, whatever it likes. */
  readonly transport: Transport;
  /** Everything that the client has sent. */
  readonly received: readonly Message[];
}

/** The result of a request; `undefined` leaves it unanswered. */
export type Answer = (request: Message) => object | undefined;

/** Connects a client to a server that answers as a script says. */
export async function connectToScript(
  sdk: Sdk,
  answer: Answer,
  capabilities: object = { tools: {}, prompts: {}, resources: {} }
): Promise<ScriptedPeer> {
  const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
  const received: Message[] = [];
  theirs.onmessage = raw => {
    const message = raw as Message;
    received.push(message);
    const { id } = message;
    const reply =
      message['method'] === 'initialize'
        ? {
            protocolVersion: '2025-06-18',
            capabilities,
            serverInfo: { name: 'scripted', version: '1.0.0' },
          }
        : answer(message);
    if (id !== undefined && reply !== undefined) {
      void theirs.send({ jsonrpc: '2.0', id, result: reply });
    }
  };
  await theirs.start();
  const client = createClient(sdk);
  await client.connect(ours);
  return { client, transport: theirs, received };
}
