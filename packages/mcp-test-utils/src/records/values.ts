/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A value of an attribute or a log body, as OTLP's `AnyValue` can carry it.
 * Integers beyond `Number.MAX_SAFE_INTEGER` are `bigint`; an `AnyValue` with no
 * value is `null`.
 */
export type TelemetryValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly TelemetryValue[]
  | { readonly [key: string]: TelemetryValue };

export type TelemetryAttributes = Readonly<Record<string, TelemetryValue>>;

/** The instrumentation scope that a span, metric or log came from. */
export interface ScopeRecord {
  readonly name: string;
  /** The empty string when the scope states none. */
  readonly version: string;
}

/** What every record says about where it was made. */
export interface Origin {
  readonly scope: ScopeRecord;
  /** `service.name` of the resource. */
  readonly service?: string;
  /** All attributes of the resource. */
  readonly resource: TelemetryAttributes;
}

/**
 * Copies an SDK's attribute value. API 1.10 types it `unknown`, 1.9 as
 * primitives and arrays; what is neither becomes `null`, as OTLP exporters do.
 */
export function toTelemetryValue(value: unknown): TelemetryValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(toTelemetryValue);
  return toTelemetryAttributes(value);
}

/** Copies SDK attributes; keys whose value is `undefined` are left out. */
export function toTelemetryAttributes(attributes: object): TelemetryAttributes {
  const copy: Record<string, TelemetryValue> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) copy[key] = toTelemetryValue(value);
  }
  return copy;
}

/** Builds an {@link Origin}, whose `service` is absent rather than undefined. */
export function originOf(
  resource: TelemetryAttributes,
  scope: ScopeRecord
): Origin {
  const service = resource['service.name'];
  return {
    scope,
    ...(typeof service === 'string' ? { service } : {}),
    resource,
  };
}
