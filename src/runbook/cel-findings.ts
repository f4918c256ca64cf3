import { Fault } from '../core/fault.ts'
import { compile, type partsOf } from './cel.ts'
import { type CelFinding, formFindings } from './cel-forms.ts'
import { partsIn } from './cel-parts.ts'
import { celText } from './cel-text.ts'

type Part = ReturnType<typeof partsOf>

/** What is being looked at: the names that an expression takes from outside, and what is wrong with it so far. */
interface Look {
  readonly names: ReadonlySet<string>
  readonly found: CelFinding[]
}

/**
 * What an author has to hear of an expression before it runs. An incident that is open goes on with what she wrote then: so
 * this is asked of files, and not when something is evaluated. Throws the Fault `runbook.expression` as `compile` does.
 */
export function celFindings(expression: string): readonly CelFinding[] {
  const compiled = compile(expression)
  const known = looked.get(compiled)
  if (known !== undefined) return known
  const look: Look = { names: new Set(compiled.references.map(({ name }) => name)), found: [] }
  if (visit(compiled.ast, look, null) === 'reckoned') tryIt(compiled.ast, look)
  looked.set(compiled, look.found)
  return look.found
}

/** What was found before: steps have the same condition, and a plan is checked more than once. */
const looked = new WeakMap<object, readonly CelFinding[]>()

/** Whether a part uses a name; if not, whether it reckons anything, and so is to be tried. */
type Use = 'names' | 'written' | 'reckoned'

/**
 * Looks at a part and those in it. What is reckoned without any name gives the same value whenever it is evaluated: the part
 * around it, which uses a name, or else `celFindings`, tries whether it gives one.
 */
function visit(part: Part, look: Look, parent: Part | null): Use {
  const { op } = part
  if (op === 'id') return 'names'
  const before = look.found.length
  const findings = formFindings(part, parent, look.names)
  if (findings.length > 0) look.found.push(...findings)
  if (op === 'value') return 'written'
  const parts = partsIn(part)
  const uses = parts.map((one) => visit(one, look, part))
  // What is wrong in it is said already.
  if (look.found.length > before && !uses.includes('names')) return 'written'
  // The contacts are the profile's.
  if (!uses.includes('names') && !(op === 'call' && part.args[0] === 'contact')) {
    return uses.includes('reckoned') || (op !== 'list' && op !== '-_') ? 'reckoned' : 'written'
  }
  parts.forEach((one, index) => {
    if (uses[index] === 'reckoned') tryIt(one, look)
  })
  return 'names'
}

/** Whether a part that uses no name gives a value. It need not be one that can be shown. */
function tryIt(part: Part, { found }: Look): void {
  try {
    compile(celText(part)).value({})
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    found.push({
      message: error.text,
      hint: { en: 'this part always fails: write it otherwise', nl: 'dit deel mislukt altijd: schrijf het anders' },
    })
  }
}
