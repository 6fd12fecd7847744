/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { OPTIONS } from '../../src/config/options.ts';
import { readSettings, type Settings } from '../../src/config/settings.ts';
import type { McpInstrumentationConfig } from '../../src/index.ts';

type Name = keyof typeof OPTIONS;
const NAMES = Object.keys(OPTIONS) as Name[];

const hook = () => undefined;

/** What an option takes in code and as text, and what it does not take. */
interface Case {
  readonly code: readonly unknown[];
  readonly text: Readonly<Record<string, unknown>>;
  readonly wrong: readonly unknown[];
  readonly wrongText: readonly string[];
}

const FLAG: Case = {
  code: [true, false],
  text: { true: true, FALSE: false, ' True ': true },
  wrong: ['true', 1, null, {}],
  wrongText: ['yes', '1', 'constructor', '__proto__'],
};
const HOOK: Case = {
  code: [hook],
  text: {},
  wrong: ['x', {}, null],
  wrongText: [],
};
const LIST: Case = {
  code: [[], ['a', 'b']],
  text: { 'a, b ,,c': ['a', 'b', 'c'], ',': [] },
  wrong: ['a', [1], {}, null, hook],
  wrongText: [],
};
const words = (...all: string[]): Case => ({
  code: all,
  text: Object.fromEntries(all.map(word => [word.toUpperCase(), word])),
  wrong: ['', 'toString', 7, null, ['all']],
  wrongText: ['toString', 'neither'],
});

const CASES: Readonly<Record<Name, Case>> = {
  captureToolArguments: FLAG,
  captureToolResults: FLAG,
  capturePromptVariables: FLAG,
  captureAllowTools: LIST,
  captureDenyTools: LIST,
  captureMaxLength: {
    code: [2, 100],
    text: { 2: 2, ' 512 ': 512 },
    wrong: [1, -5, 2.5, NaN, Infinity, '100', null],
    wrongText: ['1', '2.5', 'many', '-7', 'NaN'],
  },
  redact: HOOK,
  inbound: {
    ...words('continue', 'link', 'ignore'),
    code: ['continue', 'link', 'ignore', hook],
  },
  parent: words('meta', 'ambient'),
  outbound: {
    code: ['all', 'none', ['https://a.example/*'], hook],
    text: {
      ALL: 'all',
      none: 'none',
      'npx *, ws://h/*': ['npx *', 'ws://h/*'],
    },
    wrong: ['https://a.example', [1], {}, true],
    wrongText: [],
  },
  baggage: {
    code: ['off', 'all', ['tenant']],
    text: { OFF: 'off', All: 'all', 'tenant,user': ['tenant', 'user'] },
    wrong: ['tenant', [1], hook, true],
    wrongText: [],
  },
  propagate: words('all', 'spec-methods'),
  foreignCarriers: {
    code: [[], ['datadog'], ['arguments', 'datadog']],
    text: { 'DataDog, arguments': ['datadog', 'arguments'] },
    wrong: ['datadog', ['jaeger'], [1], {}, hook],
    wrongText: ['jaeger', 'datadog,b3'],
  },
  ignore: {
    code: [
      [],
      ['ping', 'notifications/*'],
      [{ method: 'ping', side: 'client' }, { tool: 'echo' }],
      hook,
    ],
    text: { 'ping, notifications/*': ['ping', 'notifications/*'] },
    wrong: [
      'ping',
      [1],
      [null],
      [{}],
      [{ methd: 'ping' }],
      [{ method: 7 }],
      {},
    ],
    wrongText: [],
  },
  propagationOnly: FLAG,
  suppressTransportSpans: FLAG,
  executeToolSpan: words('nest', 'merge'),
  dropResourceUriQuery: FLAG,
  resourceUriInSpanName: FLAG,
  toolExceptions: words('log', 'span-event', 'off'),
  toolExceptionText: FLAG,
  requestHook: HOOK,
  responseHook: HOOK,
  logsFromMcp: words('off', 'client', 'server', 'both'),
  logsToMcp: FLAG,
  flushOnClose: FLAG,
  forwardEnvironment: FLAG,
  guardStdout: FLAG,
};

interface Read {
  readonly settings: Settings;
  readonly lines: string[];
}

/** As a program without types would give it. */
function read(config: object, environment: Record<string, string> = {}): Read {
  const lines: string[] = [];
  const error = (line: string) => void lines.push(line);
  const never = () => {
    throw new Error('a mistake is an error');
  };
  const diag: DiagLogger = {
    error,
    warn: never,
    info: never,
    debug: never,
    verbose: never,
  };
  const given: McpInstrumentationConfig = config;
  return { settings: readSettings(given, environment, diag), lines };
}

const DEFAULTS = read({}).settings;

function variableOf(name: Name): string | undefined {
  const { variable } = OPTIONS[name];
  return variable === undefined
    ? undefined
    : `OTEL_INSTRUMENTATION_MCP_${variable}`;
}

for (const name of NAMES) {
  const { code, text, wrong, wrongText } = CASES[name];
  const variable = variableOf(name);
  describe(`option ${name}`, () => {
    it('takes in code what its type says, in silence', () => {
      for (const value of code) {
        const { settings, lines } = read({ [name]: value });
        assert.deepEqual(settings[name], value);
        assert.deepEqual(lines, []);
      }
    });

    it('has one line and the default for what is none', () => {
      for (const value of wrong) {
        const { settings, lines } = read({ [name]: value });
        assert.deepEqual(settings[name], DEFAULTS[name]);
        assert.equal(lines.length, 1, String(value));
        assert.match(
          lines[0] ?? '',
          new RegExp(`^option ${name} is not valid and is ignored; set it to `)
        );
      }
    });

    if (variable === undefined) {
      it('has no variable, being a function', () => {
        assert.equal(HOOK, CASES[name]);
      });
      return;
    }

    it(`takes from ${variable} what text can say, over the code`, () => {
      for (const [given, expected] of Object.entries(text)) {
        for (const value of code) {
          const { settings, lines } = read(
            { [name]: value },
            { [variable]: given }
          );
          assert.deepEqual(settings[name], expected);
          assert.deepEqual(lines, []);
        }
      }
      assert.notEqual(Object.keys(text).length, 0);
    });

    it(`has one line for what is none in ${variable}, and the code decides`, () => {
      const [value] = code;
      for (const given of wrongText) {
        const { settings, lines } = read(
          { [name]: value },
          { [variable]: given }
        );
        assert.deepEqual(settings[name], value);
        assert.equal(lines.length, 1, given);
        assert.match(
          lines[0] ?? '',
          new RegExp(
            `^environment variable ${variable} is not valid and is ignored; set it to `
          )
        );
      }
    });

    it(`takes an empty ${variable} for none`, () => {
      const [value] = code;
      const { settings, lines } = read({ [name]: value }, { [variable]: ' ' });
      assert.deepEqual(settings[name], value);
      assert.deepEqual(lines, []);
    });
  });
}

describe('options that do not exist', () => {
  it('have one line each, in code', () => {
    for (const name of ['captureArguments', 'toString', '__proto__x']) {
      const { settings, lines } = read({ [name]: true });
      assert.deepEqual(settings, DEFAULTS);
      assert.deepEqual(lines, [
        `option ${name} does not exist and is ignored; correct its name or remove it`,
      ]);
    }
  });

  it('have one line each, in the environment', () => {
    const others = { OTEL_SERVICE_NAME: 'x', OTEL_INSTRUMENTATION_HTTP_X: 'y' };
    for (const name of [
      'CAPTURE_ARGUMENTS',
      'undefined',
      'REDACT',
      'SPAWNED_BY',
    ]) {
      const variable = `OTEL_INSTRUMENTATION_MCP_${name}`;
      const { settings, lines } = read({}, { ...others, [variable]: 'true' });
      assert.deepEqual(settings, DEFAULTS);
      assert.deepEqual(lines, [
        `environment variable ${variable} does not exist and is ignored; correct its name or remove it`,
      ]);
    }
  });
});

for (const VARIABLE of [
  'OTEL_INSTRUMENTATION_MCP_ENABLED',
  'OTEL_INSTRUMENTATION_MCP_BUNDLED',
])
  describe(`the switch ${VARIABLE}`, () => {
    it('is no option, and not unknown either', () => {
      for (const value of ['true', 'FALSE', '']) {
        const { settings, lines } = read({}, { [VARIABLE]: value });
        assert.deepEqual(settings, DEFAULTS);
        assert.deepEqual(lines, []);
      }
    });

    it('has one line for a value that is none', () => {
      const { lines } = read({}, { [VARIABLE]: 'no' });
      assert.deepEqual(lines, [
        `environment variable ${VARIABLE} is not valid and is ignored; set it to true or false`,
      ]);
    });
  });

describe('the variable of all GenAI instrumentations', () => {
  const VARIABLE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
  const SWITCHES = [
    'captureToolArguments',
    'captureToolResults',
    'capturePromptVariables',
  ] as const;
  const WORDS: Readonly<Record<string, boolean>> = {
    true: true,
    false: false,
    no_content: false,
    span_only: true,
    event_only: false,
    span_and_event: true,
  };
  const switches = (settings: Settings) => SWITCHES.map(name => settings[name]);

  for (const [word, expected] of Object.entries(WORDS)) {
    it(`${word} in any case ${expected ? 'captures' : 'captures nothing'}`, () => {
      const given = Object.fromEntries(SWITCHES.map(name => [name, !expected]));
      for (const text of [word, word.toUpperCase(), ` ${word} `]) {
        const { settings, lines } = read(given, { [VARIABLE]: text });
        assert.deepEqual(
          switches(settings),
          SWITCHES.map(() => expected)
        );
        assert.deepEqual(lines, []);
      }
    });
  }

  it('has one line for another word, and the code decides', () => {
    const config = { captureToolResults: true };
    for (const text of ['yes', 'constructor', '1']) {
      const { settings, lines } = read(config, { [VARIABLE]: text });
      assert.deepEqual(switches(settings), [false, true, false]);
      assert.deepEqual(lines, [
        `environment variable ${VARIABLE} is not valid and is ignored; set it to true, span_only, span_and_event, false, no_content, event_only`,
      ]);
    }
  });

  it('gives way to a variable of our own, if that is valid', () => {
    const own = 'OTEL_INSTRUMENTATION_MCP_CAPTURE_TOOL_RESULTS';
    const valid = read({}, { [VARIABLE]: 'true', [own]: 'false' });
    assert.deepEqual(switches(valid.settings), [true, false, true]);
    assert.deepEqual(valid.lines, []);
    const invalid = read({}, { [VARIABLE]: 'true', [own]: 'no' });
    assert.deepEqual(switches(invalid.settings), [true, true, true]);
    assert.equal(invalid.lines.length, 1);
  });
});
