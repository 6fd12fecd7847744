/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ANSWERS } from './rows/answers.ts';
import { DISTURBANCES } from './rows/disturbances.ts';
import { ERROR_CODES } from './rows/error-codes.ts';
import type { Row } from './rows/row.ts';

export type { Ending, Exception, Row } from './rows/row.ts';

/** What is to be recorded of each way in which a request can end. */
export const MATRIX: readonly Row[] = [
  ...ANSWERS,
  ...ERROR_CODES,
  ...DISTURBANCES,
];
