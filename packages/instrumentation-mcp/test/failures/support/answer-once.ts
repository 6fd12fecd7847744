/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Link } from './link.ts';
import type { HttpAnswer } from '../http-matrix.ts';

/**
 * Gives the next POST an answer that the server knows nothing of. Whatever else
 * comes from authorizing, which asks for metadata, finds nothing.
 */
export function answerOnce({ http }: Link, answer: HttpAnswer | 'cut'): void {
  if (http === undefined) throw new Error('not a link over HTTP');
  let answered = false;
  http.intercept = (request, response) => {
    if (request.url !== http.url.pathname) {
      response.writeHead(404).end();
      return true;
    }
    if (answered || request.method !== 'POST') return false;
    answered = true;
    if (answer === 'cut') {
      request.socket.destroy();
      return true;
    }
    const { status, contentType, body } = answer;
    response.writeHead(status, {
      ...(contentType !== undefined && { 'content-type': contentType }),
    });
    request.resume().once('end', () => response.end(body));
    return true;
  };
}

/**
 * An `authProvider` of either line: a client that is registered but has no
 * token, and a user who would have to be sent to a page.
 */
export const fruitlessAuthProvider = {
  redirectUrl: 'http://127.0.0.1/callback',
  clientMetadata: { redirect_uris: ['http://127.0.0.1/callback'] },
  clientInformation: () => ({ client_id: 'test-client' }),
  tokens: () => undefined,
  saveTokens: () => undefined,
  redirectToAuthorization: () => undefined,
  saveCodeVerifier: () => undefined,
  codeVerifier: () => 'verifier',
};
