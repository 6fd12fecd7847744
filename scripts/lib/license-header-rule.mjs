/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const HEADER = `/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
`;

/**
 * ESLint rule: every file begins with the licence header; only a `#!` line may
 * precede it. Fixable.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const licenseHeader = {
  meta: {
    type: 'problem',
    fixable: 'code',
    schema: [],
    messages: { missing: 'The file must begin with the licence header.' },
  },
  create: context => ({
    Program() {
      const { text } = context.sourceCode;
      const start = /^#!.*\n/.exec(text)?.[0].length ?? 0;
      if (text.startsWith(HEADER, start)) return;
      context.report({
        loc: { line: 1, column: 0 },
        messageId: 'missing',
        fix: fixer => fixer.insertTextBeforeRange([start, start], HEADER),
      });
    },
  }),
};
