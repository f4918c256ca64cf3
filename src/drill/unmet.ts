import { partsOf } from '../runbook/cel.ts'
import { celText } from '../runbook/cel-text.ts'

type Part = ReturnType<typeof partsOf>

/** The value of an expression now. May throw where it can't be worked out. */
export type Evaluate = (expression: string) => unknown

/**
 * The first part of a condition that is not true, as CEL: of what must all be true the first that isn't, of a loop over
 * items the condition of the first item that fails. Null: the condition is true.
 */
export function firstUnmet(condition: string, evaluate: Evaluate): string | null {
  if (isTrue(condition, evaluate)) return null
  return unmetPart(partsOf(condition), evaluate)
}

function unmetPart(part: Part, evaluate: Evaluate): string {
  if (part.op === '&&') {
    const [left, right] = part.args
    return unmetPart(isTrue(celText(left), evaluate) ? right : left, evaluate)
  }
  return failingItem(part, evaluate) ?? celText(part)
}

/** The item that fails in `closed.all(link, closed[link] <= 60)`: `closed["vpn"] <= 60`. */
function failingItem(part: Part, evaluate: Evaluate): string | null {
  if (part.op !== 'rcall' || part.args[0] !== 'all') return null
  const [, list, [variable, body]] = part.args
  if (variable?.op !== 'id' || body === undefined) return null
  const failing = found(`${celText(list)}.filter(${variable.args}, !(${celText(body)}))`, evaluate)
  const [first] = Array.isArray(failing) ? failing : []
  if (typeof first !== 'string' && typeof first !== 'number') return null
  return celText(body, new Map([[variable.args, JSON.stringify(first)]]))
}

function isTrue(expression: string, evaluate: Evaluate): boolean {
  return found(expression, evaluate) === true
}

function found(expression: string, evaluate: Evaluate): unknown {
  try {
    return evaluate(expression)
  } catch {
    return null
  }
}
