import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/run-cli.ts'

test('npm is asked for no package when this one is installed: what is bundled stands in devDependencies', () => {
  const { dependencies, bundleDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(Object.keys(dependencies)).toEqual(bundleDependencies)
})
