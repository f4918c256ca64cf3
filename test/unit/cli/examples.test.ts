import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bashLine } from '../../../src/cli/complete/bash-line.ts'
import { examples } from '../../../src/cli/examples.ts'
import { commandTree } from '../../../src/cli/program.ts'
import { type Lang, pick } from '../../../src/core/text.ts'
import { cli, root, tempFolder } from '../../support/run-cli.ts'

const profile = readFileSync(`${root}fixtures/profiles/willebroek.yaml`, 'utf8')

/** What does not fit the tree, in the words of commander; null: it fits. */
async function misfit(line: string): Promise<string | null> {
  try {
    await commandTree('en').parseAsync([...bashLine(line, '').words], { from: 'user' })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

test.each<Lang>(['en', 'nl'])('each example fits the command that it is of, in %s', async (lang) => {
  for (const [path, own] of Object.entries(examples)) {
    for (const [said] of own) {
      const line = pick(said, lang)
      expect([line, await misfit(line)]).toEqual([line, null])
      // Options of the program may stand in front of it.
      const words = line.replace(/^(?:--(?:json|yes) |--(?:home|runbooks) \S+ )*/, '')
      expect([line, words === path || words.startsWith(path === '' ? '' : `${path} `)]).toEqual([line, true])
    }
  }
})

test('an example that does not fit is found', async () => {
  expect(await misfit('drill run')).toContain('missing required argument')
  expect(await misfit('report willebroek --format pdf')).toContain('Allowed choices')
  expect(await misfit('note willebroek x --redlin I3')).toContain('unknown option')
})

test('people in examples are those of the example profile, and so is the municipality', () => {
  const lines = Object.values(examples).flatMap((own) => own.flatMap(([line]) => [pick(line, 'en'), pick(line, 'nl')]))
  const names = lines.flatMap((line) => {
    const named = [...line.matchAll(/(?:--(?:operator|by|approver|approved-by)|^handover \S+|I1\.lead) "([^"]*)"/g)]
    return named.map(([, name = '']) => name)
  })
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) expect(profile).toContain(`name: ${name},`)
  const places = lines.flatMap(
    (line) => /^(?:activate|resume|status|note|paper|cloud up|drill run) (\S+)/.exec(line)?.[1] ?? [],
  )
  expect([...new Set(places)]).toEqual(['willebroek'])
})

test('the help of a command ends with its two examples, in the language of who asks', async () => {
  const { out } = await cli(tempFolder(), '--lang', 'nl', 'handover', '--help')
  expect(out).toMatch(
    /\nVoorbeelden:\n {2}cyber-respond handover willebroek "Bram Fictief"\n {6}hij leidt vanaf nu\n {2}cyber-respond handover willebroek "An Voorbeeld" --note "de burgemeester belt om zes uur"\n {6}met wat zij moet weten\n$/,
  )
  const { out: english } = await cli(tempFolder(), 'help', 'drill', 'run')
  expect(english).toMatch(/\nExamples:\n {2}cyber-respond drill run willebroek --solo\n/)
})
