/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { Session } from 'node:inspector';
import { isObject } from './json.ts';
import { PATCHED } from 'opentelemetry-instrumentation-mcp/instrumented-process';
import type { InspectionFacts, ProtocolFacts } from './facts.ts';

/**
 * Of a process with thousands of scripts, those that findings are about. Of our
 * instrumentation its class alone: this probe itself loads another part of it.
 */
const RELEVANT =
  /@modelcontextprotocol[\\/]|@opentelemetry[\\/]api[\\/]|@opentelemetry[\\/]instrumentation-http[\\/]|import-in-the-middle[\\/]|instrumentation-mcp[\\/](dist|src)[\\/](index|instrumentation)\./;

/**
 * Runs inside of the inspector's calls, on an array of all functions. Classes
 * are told by their methods, whose names survive bundlers and minifiers. Nothing
 * is thrown on the way: of thousands of exceptions each would have its stack.
 */
const classesWith = (isFound: string) => `function () {
  const has = Object.hasOwn;
  return this.filter(candidate => {
    const methods = Object.getOwnPropertyDescriptor(candidate, 'prototype')?.value;
    return typeof methods === 'object' && methods !== null && (${isFound});
  });
}`;

const PROTOCOLS = classesWith(
  "has(methods, '_onrequest') && has(methods, 'connect')"
);

const STDIO_SERVERS = classesWith(
  "has(methods, 'processReadBuffer') && !has(methods, 'stderr')"
);

const IS_PATCHED = `function (claim) {
  return Object.hasOwn(this.prototype, Symbol.for(claim));
}`;

interface RemoteObject {
  readonly objectId?: string;
  readonly value?: unknown;
}

/**
 * Looks at what V8 has loaded. It is the one way to find ES modules and bundled
 * classes, and it loads nothing itself, which would run hooks that the program
 * has not run. It collects garbage: a few hundred milliseconds.
 *
 * @returns undefined where this runtime has no inspector
 */
export function inspectProcess(): InspectionFacts | undefined {
  try {
    const inspection = new Inspection();
    try {
      return inspection.facts();
    } finally {
      inspection.end();
    }
  } catch {
    return undefined;
  }
}

/** A session with this very thread, in which every call is answered at once. */
class Inspection {
  private readonly _session = new Session();
  private readonly _scripts = new Map<string, string>();

  constructor() {
    this._session.connect();
    this._session.on('Debugger.scriptParsed', ({ params }) => {
      this._scripts.set(params.scriptId, withoutQuery(params.url));
    });
    this._post('Debugger.enable');
    // A `debugger` statement must not stop a program that nobody debugs.
    this._post('Debugger.setSkipAllPauses', { skip: true });
  }

  end(): void {
    this._session.disconnect();
  }

  facts(): InspectionFacts {
    const functions = this._instancesOf(
      this._remote('Runtime.evaluate', { expression: 'Function.prototype' })
    );
    const urls = new Set(this._scripts.values());
    return {
      scripts: [...urls].filter(url => RELEVANT.test(url)),
      protocols: this._filtered(functions, PROTOCOLS).map(found =>
        this._protocol(found)
      ),
      hasStdioServer: this._filtered(functions, STDIO_SERVERS).length > 0,
    };
  }

  private _protocol(found: RemoteObject): ProtocolFacts {
    const { value } = this._remote('Runtime.callFunctionOn', {
      objectId: found.objectId,
      functionDeclaration: IS_PATCHED,
      arguments: [{ value: Symbol.keyFor(PATCHED) }],
      returnByValue: true,
    });
    return { url: this._urlOf(found), patched: value === true };
  }

  private _urlOf({ objectId }: RemoteObject): string {
    const { internalProperties } = this._post('Runtime.getProperties', {
      objectId,
      ownProperties: true,
    });
    const properties = Array.isArray(internalProperties)
      ? internalProperties.filter(isObject)
      : [];
    const place = properties.find(
      ({ name }) => name === '[[FunctionLocation]]'
    );
    const location = isObject(place?.['value']) ? place['value']['value'] : {};
    const script = isObject(location) ? location['scriptId'] : undefined;
    return this._scripts.get(String(script)) ?? '';
  }

  /** All objects that inherit from a prototype, as an array. */
  private _instancesOf({ objectId }: RemoteObject): RemoteObject {
    const { objects } = this._post('Runtime.queryObjects', {
      prototypeObjectId: objectId,
    });
    return isObject(objects) ? objects : {};
  }

  private _filtered(
    { objectId }: RemoteObject,
    functionDeclaration: string
  ): RemoteObject[] {
    return this._elements(
      this._remote('Runtime.callFunctionOn', { objectId, functionDeclaration })
    );
  }

  private _elements({ objectId }: RemoteObject): RemoteObject[] {
    const { result } = this._post('Runtime.getProperties', {
      objectId,
      ownProperties: true,
    });
    return (Array.isArray(result) ? result : [])
      .filter(isObject)
      .filter(({ name }) => /^\d+$/.test(String(name)))
      .map(({ value }) => (isObject(value) ? value : {}));
  }

  private _remote(method: string, parameters: object): RemoteObject {
    const { result } = this._post(method, parameters);
    return isObject(result) ? result : {};
  }

  private _post(
    method: string,
    parameters: object = {}
  ): Readonly<Record<string, unknown>> {
    const answers: unknown[] = [];
    this._session.post(method, parameters, (error, result) => {
      if (error === null) {
        answers.push(result);
      }
    });
    if (answers.length === 0) {
      throw new Error(`${method} failed`);
    }
    const [answer] = answers;
    return isObject(answer) ? answer : {};
  }
}

/** import-in-the-middle marks by a query what it has wrapped. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
