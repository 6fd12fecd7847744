/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';
import { OTHER, PROTOCOL_VERSIONS, SPEC_METHODS } from '../model/methods.ts';
import {
  CANCELLED,
  CONNECTION_CLOSED,
  DROPPED,
  DUPLICATE_ID,
  TASK_FAILED,
  TIMEOUT,
  TOOL_ERROR,
} from '../model/outcome.ts';
import {
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_JSONRPC_PROTOCOL_VERSION,
  ATTR_MCP_METHOD_NAME,
  ATTR_MCP_PROTOCOL_VERSION,
} from '../semconv.ts';
import { boundedName } from '../model/bounded-text.ts';
import { CALLER_FAULTS } from './caller-faults.ts';
import { RecentNames } from './recent-names.ts';

/** Lists and servers can be hostile too: no kind of name may grow without end. */
const MAX_LISTED = 1_000;
const MAX_METHODS = 100;
const MAX_CODES = 50;
const MAX_ERROR_TYPES = 100;

/** Always told apart, however many others a peer has invented. */
const SPEC_CODES: ReadonlySet<string> = new Set([
  ...CALLER_FAULTS,
  '-32603',
  '-32000',
  '-32001',
  '-32003',
  '-32042',
]);
/** Those before 2.0; whatever else a peer says is a text of its own. */
const JSON_RPC_VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1', '1.2']);
const OWN_ERROR_TYPES: ReadonlySet<string> = new Set([
  CANCELLED,
  CONNECTION_CLOSED,
  DROPPED,
  DUPLICATE_ID,
  TASK_FAILED,
  TIMEOUT,
  TOOL_ERROR,
  OTHER,
]);

interface Targets {
  readonly tools: RecentNames;
  readonly prompts: RecentNames;
}

/**
 * Names that are proven to exist, by a successful answer or by a list. Only
 * these become metric attributes: every other name is text from a stranger,
 * each of which would open a time series of its own.
 */
export class KnownNames {
  private readonly _methods = new Set<string>();
  /** By connection, lest one server's names push out another's. */
  private readonly _targets = new WeakMap<object, Targets>();
  private readonly _codes = new Set<string>();
  private readonly _errorTypes = new Set<string>();

  knowsMethod(method: string): boolean {
    return SPEC_METHODS.has(method) || this._methods.has(method);
  }

  /** A handler is registered for it, or a call of it succeeded: bounded text. */
  addMethod(method: string): void {
    if (!SPEC_METHODS.has(method)) {
      add(this._methods, method, MAX_METHODS);
    }
  }

  /** A call with these attributes, whose texts are bounded, succeeded. */
  prove(owner: object, attributes: Attributes): void {
    const method = attributes[ATTR_MCP_METHOD_NAME];
    if (typeof method === 'string' && method !== OTHER) {
      this.addMethod(method);
    }
    this.proveTarget(owner, attributes);
  }

  /** The tool or prompt of these attributes is there, whatever became of the call. */
  proveTarget(owner: object, attributes: Attributes): void {
    const tool = attributes[ATTR_GEN_AI_TOOL_NAME];
    if (typeof tool === 'string') {
      this._of(owner).tools.add(tool);
    }
    const prompt = attributes[ATTR_GEN_AI_PROMPT_NAME];
    if (typeof prompt === 'string') {
      this._of(owner).prompts.add(prompt);
    }
  }

  /** Reads the names out of the result of `tools/list` or `prompts/list`. */
  learn(owner: object, method: string, result: unknown): void {
    if (!isObject(result)) {
      return;
    }
    if (method === 'tools/list') {
      addListed(this._of(owner).tools, result['tools']);
    } else if (method === 'prompts/list') {
      addListed(this._of(owner).prompts, result['prompts']);
    }
  }

  /** The value of an attribute, or `_OTHER` for a name that nothing proves. */
  bounded<V>(owner: object, key: string, value: V): V | typeof OTHER {
    return typeof value !== 'string' || this._isKnown(owner, key, value)
      ? value
      : OTHER;
  }

  /** A JSON-RPC error code as text; peers may invent a few, not any number. */
  errorCode(code: string): string {
    if (SPEC_CODES.has(code)) {
      return code;
    }
    return /^-?\d{1,10}$/.test(code)
      ? oneOf(this._codes, code, MAX_CODES)
      : OTHER;
  }

  /**
   * `error.type` of what failed without an error response: a word of ours, an
   * HTTP status, a code, or the name of an error's class, which programs make
   * as they like.
   */
  errorType(type: string): string {
    if (OWN_ERROR_TYPES.has(type) || /^[45]\d\d$/.test(type)) {
      return type;
    }
    return /^-?\d/.test(type)
      ? this.errorCode(type)
      : oneOf(this._errorTypes, boundedName(type), MAX_ERROR_TYPES);
  }

  private _isKnown(owner: object, key: string, value: string): boolean {
    switch (key) {
      case ATTR_MCP_METHOD_NAME:
        return this.knowsMethod(value);
      case ATTR_GEN_AI_TOOL_NAME:
        return this._targets.get(owner)?.tools.has(value) === true;
      case ATTR_GEN_AI_PROMPT_NAME:
        return this._targets.get(owner)?.prompts.has(value) === true;
      case ATTR_MCP_PROTOCOL_VERSION:
        return PROTOCOL_VERSIONS.has(value);
      case ATTR_JSONRPC_PROTOCOL_VERSION:
        return JSON_RPC_VERSIONS.has(value);
      default:
        return true;
    }
  }

  private _of(owner: object): Targets {
    let targets = this._targets.get(owner);
    if (targets === undefined) {
      targets = { tools: new RecentNames(), prompts: new RecentNames() };
      this._targets.set(owner, targets);
    }
    return targets;
  }
}

/** The value itself, or `_OTHER` once there are too many. */
function oneOf(values: Set<string>, value: string, limit: number): string {
  add(values, value, limit);
  return values.has(value) ? value : OTHER;
}

function add(names: Set<string>, name: string, limit: number): void {
  if (names.size < limit) {
    names.add(name);
  }
}

function addListed(names: RecentNames, entries: unknown): void {
  if (Array.isArray(entries)) {
    for (const entry of entries.slice(0, MAX_LISTED) as unknown[]) {
      const name = isObject(entry) ? entry['name'] : undefined;
      if (typeof name === 'string') {
        names.add(boundedName(name));
      }
    }
  }
}
