import { type Figure, isMet } from './figure.ts'

/** What stands above the rows of `row`. */
export const heading = line('what', ['ours', 'theirs', 'ratio', 'bound'])

/** A figure as a row of a table, with a word behind it when its bound is missed. */
export function row(figure: Figure): string {
  const { what, ours, theirs, unit, ratio, side, bound } = figure
  const shown = (value: number): string => `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${unit}`
  const cells = [
    shown(ours),
    theirs === null ? '' : shown(theirs),
    theirs === null ? '' : ratio.toFixed(2),
    bound === null ? '' : `${side === 'most' ? '≤' : '≥'} ${bound}`,
  ]
  return `${line(what, cells)}${isMet(figure) ? '' : '  MISSED'}`
}

function line(what: string, cells: readonly string[]): string {
  return [what.padEnd(76), ...cells.map((cell) => cell.padStart(10))].join(' ').trimEnd()
}
