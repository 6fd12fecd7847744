/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { ATTRIBUTE_RULES } from '../../src/conventions/attribute-rules.ts';
import { checkMcpConventions } from '../../src/conventions/check.ts';
import { CORRELATION_RULE } from '../../src/conventions/correlation.ts';
import { METRIC_RULES } from '../../src/conventions/metric-rules.ts';
import { OUTCOME_RULES } from '../../src/conventions/outcome-rules.ts';
import { SPAN_RULES } from '../../src/conventions/span-rules.ts';
import { connectionCases } from '../support/cases/connection-cases.ts';
import { contentCases } from '../support/cases/content-cases.ts';
import { messageCases } from '../support/cases/message-cases.ts';
import { metricCases } from '../support/cases/metric-cases.ts';
import { outcomeCases } from '../support/cases/outcome-cases.ts';
import { spanCases } from '../support/cases/span-cases.ts';
import {
  clientOperation,
  failed,
  serverOperation,
  toolCall,
  toolServed,
} from '../support/mcp-records.ts';
import { spanOf } from '../support/records.ts';

describe('checkMcpConventions reports', () => {
  const cases = [
    ...spanCases,
    ...outcomeCases,
    ...messageCases,
    ...connectionCases,
    ...contentCases,
    ...metricCases,
  ];
  for (const [rule, record, says] of cases) {
    const what = 'points' in record ? record.name : record.kind;
    it(`${rule}: ${says} (${what})`, () => {
      const violations =
        'points' in record
          ? checkMcpConventions([], [record])
          : checkMcpConventions([record]);
      const source = 'points' in record ? { metric: record } : { span: record };
      assert.deepEqual(violations, [{ rule, message: says, ...source }]);
    });
  }

  it('metric.error-type: an outcome that only the metrics have', () => {
    const metric = clientOperation({ 'error.type': 'timeout' });
    assert.deepEqual(
      checkMcpConventions([toolCall()], [clientOperation(), metric]),
      [
        {
          rule: 'metric.error-type',
          message: 'no span of client tools/call add has error.type timeout',
          metric,
        },
      ]
    );
  });

  it('metric.error-type: an outcome that only the spans have', () => {
    const span = toolServed(...failed('tool_error'));
    const service = 'weather';
    const metrics = [{ ...serverOperation(), service }];
    assert.deepEqual(
      checkMcpConventions(
        [toolServed({}, { service }), { ...span, service }],
        metrics
      ),
      [
        {
          rule: 'metric.error-type',
          message:
            'no metric point of weather server tools/call add has error.type tool_error',
          span: { ...span, service },
        },
      ]
    );
  });

  it('spans of other scopes without a method, if told to', () => {
    const span = spanOf({ name: 'x', scope: { name: 'acme', version: '' } });
    assert.deepEqual(checkMcpConventions([span]), []);
    assert.equal(
      checkMcpConventions([span], [], { scopes: ['acme'] })[0]?.rule,
      'mcp.method.name'
    );
  });

  it('every rule, in one of these cases', () => {
    const rules = [...SPAN_RULES, ...OUTCOME_RULES, ...METRIC_RULES];
    const ids = [
      ...rules.map(({ id }) => id),
      ...ATTRIBUTE_RULES.map(({ key }) => key),
      'attribute.unknown',
      'metric.unknown',
    ];
    const tested = new Set(cases.map(([rule]) => rule));
    assert.deepEqual([...tested].sort(), [...ids].sort());
    assert.equal(CORRELATION_RULE.id, 'metric.error-type');
  });
});
