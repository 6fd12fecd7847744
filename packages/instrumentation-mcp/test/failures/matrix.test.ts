/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { describeMatrix } from './support/describe-matrix.ts';
import { v1Copy, v2Copy } from './support/workspace-copies.ts';

describeMatrix(v1Copy);
describeMatrix(v2Copy);
