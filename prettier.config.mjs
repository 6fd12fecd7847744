/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
export default {
  arrowParens: 'avoid',
  printWidth: 80,
  singleQuote: true,
  trailingComma: 'es5',
};
