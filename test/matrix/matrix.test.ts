import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { matrix } from './matrix.ts'

it('every attack on a sealed record gets the verdict that it must, and the README tells it', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\n${await matrix()}\n`)
})
