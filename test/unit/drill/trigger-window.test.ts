import { expect, test } from 'vitest'
import { windowOf } from '../../../src/drill/trigger-window.ts'
import { never } from '../../../src/runbook/never.ts'

/** The press calls after half an hour at the earliest, and nothing answers what is not in the script. */
const earliest = (root: string, member: string): number => (root === 'injects' && member === 'press' ? 30 : never)

test.each([
  // The time of the exercise alone.
  ['minutes >= 0', 0, never],
  ['minutes > 0', 1, never],
  ['minutes >= -5', 0, never],
  ['minutes >= 60', 60, never],
  ['minutes + 15 >= 60', 45, never],
  ['minutes <= 60', 0, 60],
  ['minutes < 60', 0, 59],
  ['60 > minutes', 0, 59],
  ['minutes == 45', 45, 45],
  ['minutes >= 30 && minutes <= 90', 30, 90],
  ['minutes <= 20 || minutes == 60', 0, 60],
  // A message that came before.
  ['injects.press <= minutes', 30, never],
  ['injects["press"] + 30 <= minutes', 60, never],
  ['minutes - injects.press >= 30', 60, never],
  ['minutes - injects.press >= 0', 30, never],
  ['minutes - injects.press > -10', 30, never],
  ['injects.press != never', 30, never],
  ['injects.press < never', 30, never],
  ['injects.press <= 45', 30, never],
  // What can't come, or not so early.
  ['injects.press <= 20', never, never],
  ['injects.gone != never', never, never],
  ['injects.gone + 30 <= minutes', never + 30, never],
  ['5 <= 3', never, never],
  ['false', never, never],
  ['injects.gone != never || minutes >= 10', 10, never],
  ['minutes >= 10 || injects.gone != never', 10, never],
  // Of the rest nothing is known.
  ['3 <= 5', 0, never],
  ['true', 0, never],
  ['facts.scope == "many"', 0, never],
  ['injects.press == never', 0, never],
])('%s can be true from minute %i to minute %i', (condition, from, to) => {
  expect(windowOf(condition, earliest)).toEqual({ from, to })
})
