/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  InstrumentationBase,
  InstrumentationNodeModuleDefinition,
} from '@opentelemetry/instrumentation';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Somebody else's instrumentation, of a package that has nothing to do with MCP. */
class ExpressInstrumentation extends InstrumentationBase {
  constructor() {
    super('express-of-the-application', '1.0.0', {});
  }

  init() {
    return new InstrumentationNodeModuleDefinition(
      'express',
      ['*'],
      express => {
        console.log('express is patched');
        return express;
      }
    );
  }
}

const processor = {
  onStart() {},
  onEnd(span) {
    console.log(span.instrumentationScope.name, span.name);
  },
  forceFlush: async () => {},
  shutdown: async () => {},
};

export function startSdk() {
  new NodeSDK({
    instrumentations: [new ExpressInstrumentation()],
    spanProcessors: [processor],
  }).start();
}
