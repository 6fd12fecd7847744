/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanKindName, StatusCodeName } from '../records/span-record.ts';
import type { TelemetryValue } from '../records/values.ts';

/**
 * What an attribute must be: a value (compared deeply), a pattern for a string,
 * a predicate, or `undefined` when the attribute must be absent.
 */
export type ExpectedValue =
  TelemetryValue | RegExp | ((value: TelemetryValue) => boolean) | undefined;

/** A span and everything below it. What is left out is not checked. */
export interface ExpectedSpan {
  readonly name: string | RegExp;
  readonly kind?: SpanKindName;
  /** `service.name`. */
  readonly service?: string;
  /** The attributes that matter; the span may have more. */
  readonly attributes?: Readonly<Record<string, ExpectedValue>>;
  /** A status code, or code and message. */
  readonly status?:
    | StatusCodeName
    | {
        readonly code: StatusCodeName;
        readonly message?: string | RegExp | undefined;
      };
  /** Names of all linked spans, in any order; `[]` for none. */
  readonly links?: readonly string[];
  /** All children, exactly; left out: the span must have none. */
  readonly children?: readonly ExpectedSpan[];
}
