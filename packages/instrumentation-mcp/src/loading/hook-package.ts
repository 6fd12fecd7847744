/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { requireFrom } from '../model/resolvers.ts';

/**
 * Loads a part of the copy of import-in-the-middle that `InstrumentationBase`
 * uses. With another one the hooks silently never fire.
 *
 * @returns undefined where there is none, as in a bundle
 */
export function hookPackage(part: string): unknown {
  try {
    return requireOfBase()(part);
  } catch {
    return undefined;
  }
}

/** @throws Error where `@opentelemetry/instrumentation` is not installed */
export function requireOfBase(): NodeJS.Require {
  const own = requireFrom(import.meta.url);
  return requireFrom(own.resolve('@opentelemetry/instrumentation'));
}
