/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * One line of the table.
 *
 * @typedef {object} Row
 * @property {string} what is measured
 * @property {string} unit of the values
 * @property {Record<string, number>} values by variant: `bare` in full, `floor`,
 *   `peer` and `ours` as what they add to it
 * @property {Cost[]} costs what ours is, beside what is allowed
 */

/**
 * @typedef {object} Cost
 * @property {string} name what it is compared with
 * @property {number} value
 * @property {string} unit
 * @property {number} [budget] what the value must not exceed; none: for the record
 */

/**
 * What variants add to `bare`, and how that compares with the floor and the peer.
 *
 * @param {string} what
 * @param {string} unit
 * @param {(name: string) => number} valueOf the median of a variant
 * @param {(compare: (value: (name: string) => number) => number) => number} within
 *   computes a value within each round
 * @param {{ floor: number, peer?: number }} budgets in multiples of theirs
 * @returns {Row}
 */
export function besideFloor(what, unit, valueOf, within, budgets) {
  const added = (/** @type {string} */ name) =>
    within(value => value(name) - value('bare'));
  const times = (/** @type {string} */ other) =>
    within(
      value => (value('ours') - value('bare')) / (value(other) - value('bare'))
    );
  return {
    what,
    unit,
    values: {
      bare: valueOf('bare'),
      floor: added('floor'),
      peer: added('peer'),
      ours: added('ours'),
    },
    costs: [
      {
        name: 'floor',
        value: times('floor'),
        unit: '×',
        budget: budgets.floor,
      },
      { name: 'peer', value: times('peer'), unit: '×', budget: budgets.peer },
    ],
  };
}
