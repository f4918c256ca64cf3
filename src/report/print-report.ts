import { harmlessJson } from '../core/harmless.ts'
import { type Listed, lineLists } from './happenings.ts'
import type { Happening, Report } from './report.ts'

/** Calls `tell` with each line of a list, in order. */
export type LinesOf = (list: Listed, tell: (line: Happening) => void) => Promise<void>

/**
 * Prints a report as `harmlessJson(report, 2)` does, with a line feed behind it, part by part: `frame` is the report without
 * its lists of lines, which come one line at a time.
 */
export async function printReport(frame: Report, linesOf: LinesOf, add: (part: string) => void): Promise<void> {
  let separator = '{'
  for (const [name, value] of Object.entries(frame)) {
    add(`${separator}\n  ${harmlessJson(name)}: `)
    separator = ','
    const list = lineLists.find((one) => one === name)
    if (list === undefined && !Array.isArray(value)) add(indented(value, '  '))
    else {
      const items = startItems(add)
      if (list === undefined) value.forEach(items.tell)
      else await linesOf(list, items.tell)
      items.end()
    }
  }
  add('\n}\n')
}

function startItems(add: (part: string) => void): { tell(item: unknown): void; end(): void } {
  let isEmpty = true
  return {
    tell(item) {
      add(`${isEmpty ? '[' : ','}\n    ${indented(item, '    ')}`)
      isEmpty = false
    },
    end: () => add(isEmpty ? '[]' : '\n  ]'),
  }
}

/** No line feed stands within a text of JSON. */
function indented(value: unknown, before: string): string {
  return harmlessJson(value, 2).replaceAll('\n', `\n${before}`)
}
