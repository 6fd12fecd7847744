/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  clientOperation,
  clientSession,
  histogram,
  serverOperation,
  stdioSpan,
  toolCall,
  toolServed,
} from '../mcp-records.ts';
import type { Case } from './case.ts';
import { NETWORK, SESSIONS, unwanted } from './labels.ts';

export const connectionCases: Case[] = [
  [
    'mcp.protocol.version',
    toolCall({ 'mcp.protocol.version': 1 }),
    'mcp.protocol.version is of type number, not string',
  ],
  [
    'mcp.session.id',
    stdioSpan('ping', { 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    toolCall({ 'mcp.protocol.version': '2026-07-28' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    toolCall({ 'network.protocol.name': 'websocket' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    clientOperation({ 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', 'never'),
  ],
  [
    'mcp.session.id',
    clientSession({ 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', 'never'),
  ],
  [
    'network.transport',
    stdioSpan('ping', { 'network.transport': 'stdio' }),
    'network.transport has the value "stdio"',
  ],
  [
    'network.protocol.name',
    stdioSpan('ping', { 'network.protocol.name': 'http' }),
    unwanted('network.protocol.name', NETWORK),
  ],
  [
    'network.protocol.name',
    toolCall({ 'network.protocol.name': 'HTTP' }),
    'network.protocol.name has the value "HTTP"',
  ],
  [
    'network.protocol.version',
    stdioSpan('ping', { 'network.protocol.version': '1.1' }),
    unwanted(
      'network.protocol.version',
      'where the transport tells, which none of the SDK does'
    ),
  ],
  [
    'server.address',
    toolServed({ 'server.address': 'localhost' }),
    unwanted('server.address', 'never'),
  ],
  [
    'server.address',
    stdioSpan('ping', { 'server.address': 'x' }),
    unwanted('server.address', NETWORK),
  ],
  [
    'server.address',
    serverOperation({ 'server.address': 'x' }),
    unwanted('server.address', 'client only'),
  ],
  [
    'server.address',
    histogram('mcp.server.session.duration', { 'server.address': 'x' }),
    unwanted('server.address', 'client only'),
  ],
  [
    'server.port',
    toolServed({ 'server.port': 1 }),
    unwanted('server.port', 'never'),
  ],
  [
    'server.port',
    toolCall({ 'server.address': undefined }),
    unwanted('server.port', 'beside `server.address`'),
  ],
  [
    'server.port',
    toolCall({ 'server.port': '3000' }),
    'server.port is of type string, not int',
  ],
  [
    'server.port',
    toolCall({ 'server.port': 1.5 }),
    'server.port is of type number, not int',
  ],
  [
    'client.address',
    toolCall({ 'client.address': 'x' }),
    unwanted('client.address', 'never'),
  ],
  [
    'client.address',
    serverOperation({ 'client.address': 'x' }),
    unwanted('client.address', 'never'),
  ],
  [
    'client.port',
    toolCall({ 'client.port': 1 }),
    unwanted('client.port', 'never'),
  ],
  [
    'client.port',
    toolServed({ 'client.address': undefined }),
    unwanted('client.port', 'beside `client.address`'),
  ],
];
