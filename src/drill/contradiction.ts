import type { partsOf } from '../runbook/cel.ts'

type Part = ReturnType<typeof partsOf>

/**
 * Whether conditions that must all be true say two things of one: that a link is open and closed, that something happened
 * and never did. Only what can be seen by its form.
 */
export function contradicts(part: Part): boolean {
  const claims = new Map<string, string>()
  for (const one of conjuncts(part)) {
    const claim = claimOf(one)
    if (claim === null) continue
    const [about, says] = claim
    if ((claims.get(about) ?? says) !== says) return true
    claims.set(about, says)
  }
  return false
}

function conjuncts(part: Part): readonly Part[] {
  return part.op === '&&' ? part.args.flatMap(conjuncts) : [part]
}

const happened = 'happened'

/** The claim of a comparison: what it is about, and what it says of that. */
function claimOf(part: Part): readonly [string, string] | null {
  if (part.op === '==') return said(part.args[0], part.args[1]) ?? said(part.args[1], part.args[0])
  if (part.op === '<' || part.op === '<=') return before(part.args[0], part.args[1], part.op === '<')
  if (part.op === '>' || part.op === '>=') return before(part.args[1], part.args[0], part.op === '>')
  if (part.op !== '!=') return null
  return before(part.args[0], part.args[1], true, true) ?? before(part.args[1], part.args[0], true, true)
}

function said(thing: Part, value: Part): readonly [string, string] | null {
  const about = pathOf(thing)
  if (about === null) return null
  if (isNever(value)) return [about, 'never']
  if (value.op !== 'value' || typeof value.args === 'object') return null
  return [about, isTime(about) ? happened : JSON.stringify(String(value.args))]
}

/** The claim that a thing happened before a number, or before never. */
function before(thing: Part, value: Part, strictly: boolean, onlyNever = false): readonly [string, string] | null {
  const about = pathOf(thing)
  if (about === null || !isTime(about)) return null
  const isNumber = value.op === 'value' && !onlyNever
  return isNumber || (strictly && isNever(value)) ? [about, happened] : null
}

function isNever(part: Part): boolean {
  return part.op === 'id' && part.args === 'never'
}

function isTime(about: string): boolean {
  return /^(done|sent|closed|injects|answered|events)\n/.test(about)
}

/** `links.internet` and `links["internet"]` as one text; null: it is no fixed thing. */
function pathOf(part: Part): string | null {
  if (part.op === 'id') return part.args
  if (part.op !== '.' && part.op !== '[]') return null
  const [owner, key] = part.args
  const name = typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : null
  const root = pathOf(owner)
  return root === null || name === null ? null : `${root}\n${name}`
}
