/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* OpenTelemetry's base with one instrumentation, of a module that nobody loads. */

import {
  InstrumentationBase,
  InstrumentationNodeModuleDefinition,
} from '@opentelemetry/instrumentation';

class Base extends InstrumentationBase {
  init() {
    return new InstrumentationNodeModuleDefinition('no-such-module', ['*']);
  }
}

new Base('base', '1.0.0', {});
