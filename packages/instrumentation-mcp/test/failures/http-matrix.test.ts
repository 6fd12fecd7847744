/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { describeHttpMatrix } from './support/describe-http-matrix.ts';
import { v1Copy, v2Copy } from './support/workspace-copies.ts';

describeHttpMatrix(v1Copy);
describeHttpMatrix(v2Copy);
