import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exit } from '../../src/core/exit-codes.ts'
import { Fault, isFault } from '../../src/core/fault.ts'
import { faultCodes } from '../../src/core/fault-codes.ts'
import { profileCodes, runbookCodes, scenarioCodes } from '../../src/core/finding-codes.ts'
import { root } from '../support/run-cli.ts'

const lists = ['core/fault-codes.ts', 'core/finding-codes.ts']

/** The program without its lists of codes, and without the places where a code is only asked for. */
const raising = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !lists.includes(name))
  .map((name) => withoutComparisons(readFileSync(join(root, 'src', name), 'utf8')))
  .join('\n')

function withoutComparisons(source: string): string {
  return source.replaceAll(/\bisFault\([^)]*\)/g, '').replaceAll(/\.code [!=]== '[^']*'/g, '')
}

/** `code` as a text of its own, or made of the kind of a store: `${kind}.disk-full`. A plain word is text elsewhere, too. */
function isRaised(code: string, source: string): boolean {
  if (!code.includes('.')) return source.includes(`code: '${code}'`)
  const [kind = '', what = ''] = code.split('.')
  const ofKind = ['blob', 'outbox', 'archive', 'copy'].includes(kind) && source.includes(`\`\${kind}.${what}\``)
  return source.includes(`'${code}'`) || ofKind
}

test.each([
  ['fault', faultCodes],
  ['runbook', runbookCodes],
  ['profile', profileCodes],
  ['scenario', scenarioCodes],
] as const)('every %s code is raised somewhere, and stands once in its list', (_list, codes) => {
  expect(codes.filter((code) => !isRaised(code, raising))).toEqual([])
  expect(new Set<string>(codes).size).toBe(codes.length)
})

test('to ask for a code is not to raise it', () => {
  const asking = withoutComparisons(
    "if (isFault(error, 'log.locked', 'log.newer') || error.code === 'log.away') return 1",
  )
  expect(['log.locked', 'log.newer', 'log.away'].filter((code) => isRaised(code, asking))).toEqual([])
  expect(isRaised('log.locked', "throw new Fault({ code: 'log.locked', exit: exit.log })")).toBe(true)
})

test('a code that there is not does not compile', () => {
  const message = { en: 'no', nl: 'nee' }
  // @ts-expect-error: log.lokced is no code
  const fault = new Fault({ code: 'log.lokced', exit: exit.log, message })
  // @ts-expect-error: nor can a Fault be asked for it
  expect(isFault(fault, 'log.lokced')).toBe(true)
  // @ts-expect-error: nor compared with it
  expect(fault.code === 'log.lokced').toBe(true)
})

test('a Fault is told from others by its code', () => {
  const fault = new Fault({ code: 'log.locked', exit: exit.log, message: { en: 'no', nl: 'nee' } })
  expect(isFault(fault, 'log.locked')).toBe(true)
  expect(isFault(fault, 'log.newer', 'log.locked')).toBe(true)
  expect(isFault(fault, 'log.newer')).toBe(false)
  expect(isFault(Object.assign(new Error('no'), { code: 'log.locked' }), 'log.locked')).toBe(false)
})
