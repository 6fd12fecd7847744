/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { requireFrom, resolversFrom } from '../model/resolvers.ts';

const PARSER = '@opentelemetry/configuration';
const SDK = '@opentelemetry/sdk-node';

/** Its two interfaces: from 0.300 on, and before. */
interface Parser {
  parseConfigFile?(file: string): unknown;
  /** Of the file that `OTEL_CONFIG_FILE` names. */
  createConfigFactory?(): { getConfigModel(): unknown };
}

/**
 * Reads a file by the parser that OpenTelemetry's SDK for Node.js brings along: it
 * replaces variables, and knows the schema. Nobody without that SDK needs it, so it
 * is no dependency.
 *
 * @throws Error when the parser is not there or refuses the file
 */
export function readDeclarativeModel(file: string): unknown {
  const parser = findParser();
  return parser.parseConfigFile === undefined
    ? parser.createConfigFactory?.().getConfigModel()
    : parser.parseConfigFile(file);
}

function findParser(): Parser {
  for (const resolver of resolvers()) {
    try {
      return resolver(PARSER) as Parser;
    } catch {
      // Not installed there.
    }
  }
  throw new Error(`${SDK}, which brings ${PARSER}, is not installed`);
}

/** Beside this package or the program, there or below the SDK. */
function* resolvers(): Generator<NodeJS.Require> {
  for (const resolver of resolversFrom(import.meta.url)) {
    yield resolver;
    try {
      yield requireFrom(resolver.resolve(SDK));
    } catch {
      // Not installed there.
    }
  }
}
