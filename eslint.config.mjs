/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { licenseHeader } from './scripts/lib/license-header-rule.mjs';

const TYPED = ['**/*.ts', 'scripts/**/*.mjs', '*.mjs'];

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '.cache/', '**/.installed/']),
  eslint.configs.recommended,
  {
    name: 'all files',
    plugins: { local: { rules: { 'license-header': licenseHeader } } },
    rules: {
      'local/license-header': 'error',
      eqeqeq: ['error', 'smart'],
    },
    languageOptions: {
      // whatever the Node that lints has
      globals: Object.fromEntries(
        Object.getOwnPropertyNames(globalThis).map(name => [name, 'readonly'])
      ),
    },
  },
  {
    name: 'CommonJS programs',
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { __dirname: 'readonly', __filename: 'readonly' },
    },
  },
  {
    name: 'with types',
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // contrib's rule; who overrides a member cannot choose its name
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'memberLike',
          modifiers: ['private'],
          format: ['camelCase'],
          leadingUnderscore: 'require',
        },
        {
          selector: 'memberLike',
          modifiers: ['protected'],
          format: ['camelCase'],
          leadingUnderscore: 'require',
        },
        {
          selector: 'memberLike',
          modifiers: ['protected', 'override'],
          format: null,
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true },
      ],
      // numbers and booleans read well in messages
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    name: 'scripts, with the types of JSDoc',
    files: ['**/*.mjs'],
    rules: {
      // JSON.parse and untyped plugins: there is no place for a type assertion
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'wrappers of methods',
    files: ['packages/*/src/protocol/patches/**/*.ts'],
    rules: {
      // rest parameters that are read are an array per call, these are not
      'prefer-rest-params': 'off',
    },
  },
  {
    name: 'published sources',
    files: ['packages/*/src/**/*.ts'],
    rules: {
      // stdout belongs to the protocol of a stdio server
      'no-console': 'error',
      // in CommonJS `import.meta.url` becomes a call of require() and __filename
      'id-denylist': ['error', 'require', '__filename'],
      'max-lines': [
        'error',
        { max: 250, skipBlankLines: true, skipComments: true },
      ],
      // the instrumented SDK is the host's: its types only, never its code
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@modelcontextprotocol/*'], allowTypeImports: true },
          ],
        },
      ],
    },
  }
);
