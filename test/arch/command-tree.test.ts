import { expect, test } from 'vitest'
import { type CommandData, commandData } from '../../src/cli/complete/command-data.ts'
import { kinds } from '../../src/cli/complete/kinds.ts'
import { examples } from '../../src/cli/examples.ts'
import { commandTree } from '../../src/cli/program.ts'
import { pick } from '../../src/core/text.ts'

const tree = commandData(commandTree('en'), commandTree('nl'))

test('every command has two examples beside it, and no example is of a command that there is not', () => {
  const paths = ({ commands }: CommandData, path: readonly string[]): readonly string[] => [
    path.join(' '),
    ...commands.flatMap((one) => paths(one, [...path, one.name])),
  ]
  expect(Object.keys(examples).sort()).toEqual([...paths(tree, [])].sort())
  for (const [path, own] of Object.entries(examples)) {
    expect([path, new Set(own.map(([line]) => pick(line, 'en'))).size]).toEqual([path, 2])
  }
})

test('every word of the command tree that stands for something is one that completion knows, and no row is left over', () => {
  const words = (command: CommandData): readonly string[] => [
    ...command.takes.map(({ word }) => word),
    ...command.options.flatMap(({ value }) => (value === null ? [] : [value.word])),
    ...command.commands.flatMap(words),
  ]
  expect([...new Set(words(tree))].sort()).toEqual(Object.keys(kinds).sort())
})
