import { partsOf } from '../runbook/cel.ts'
import { type ScenarioFinding, unknownThing } from './scenario-finding.ts'

type Part = ReturnType<typeof partsOf>

/** What the things of the world can be, by the name under which an expression sees them. */
const states: { readonly [root: string]: readonly string[] } = {
  links: ['open', 'closed'],
  services: ['up', 'down', 'minimal'],
  backups: ['clean', 'poisoned', 'destroyed'],
  people: ['answers', 'busy', 'silent', 'hostile'],
}

/** A state that a thing of the world never has: `links.internet == "opened"` would be false for ever, without a word. */
export function stateFindings(expression: string): readonly ScenarioFinding[] {
  return compared(partsOf(expression)).flatMap(([one, other]) => {
    const root = stateRoot(one)
    const known = root === null ? [] : (states[root] ?? [])
    if (known.length === 0 || other.op !== 'value' || typeof other.args !== 'string') return []
    if (known.includes(other.args)) return []
    return [unknownThing('scenario.unknown-name', { en: 'state', nl: 'toestand' }, other.args, known)]
  })
}

/** Every two parts that are compared, both ways round. */
function compared(part: Part): readonly (readonly [Part, Part])[] {
  const args: readonly unknown[] = Array.isArray(part.args) ? part.args.flat() : [part.args]
  const inside = args.flatMap((arg) => (isPart(arg) ? compared(arg) : []))
  if (part.op !== '==' && part.op !== '!=') return inside
  const [left, right] = part.args
  return [...inside, [left, right], [right, left]]
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'op' in value
}

/** `links` of `links.internet`, `backups` of `backups["tape"].state`. */
function stateRoot(part: Part): string | null {
  const owner = ownerOf(part)
  if (owner === null) return null
  if (owner.op === 'id') return owner.args === 'backups' ? null : owner.args
  const root = ownerOf(owner)
  const isState = part.op === '.' && part.args[1] === 'state'
  return isState && root?.op === 'id' && root.args === 'backups' ? root.args : null
}

function ownerOf(part: Part): Part | null {
  return part.op === '.' || part.op === '[]' ? part.args[0] : null
}
