/** The minute of what did not happen: later than everything, also than what a clock can show. */
export const never = 1_000_000_000_000

/** The names under which a scenario's expressions see times. An expression that uses one counts with what never happened. */
const timeNames: ReadonlySet<string> = new Set([
  ...['minutes', 'never', 'done', 'sent', 'closed', 'injects', 'answered', 'events'],
])

export function isTimeName(name: string): boolean {
  return timeNames.has(name)
}

/** The number for never as CEL has it: a whole number is its int. */
const neverInt = BigInt(never)

export function isNever(value: unknown): boolean {
  return value === neverInt || value === never
}

/**
 * Sums and differences with what never happened, or with null. A delay after it, and the time from something else to it,
 * are never themselves. How long ago it was, nobody can say: that is null, which is neither more nor less than anything.
 * So what never happened meets no deadline, and keeps none that counts from it. Undefined: it is about other values.
 */
export function withNever(left: unknown, operator: string, right: unknown): unknown {
  if (left === null || right === null) return null
  if (isNever(right) && operator !== '+' && operator !== '*') return null
  return isNever(left) || isNever(right) ? neverInt : undefined
}

/**
 * The later of two values, where one never happened; of two that did not, nobody can say it. Undefined: it is about
 * other values.
 */
export function neverInOrder(left: unknown, order: string, right: unknown): boolean | undefined {
  const [leftNever, rightNever] = [isNever(left), isNever(right)]
  if (!leftNever && !rightNever) return undefined
  if (left === null || right === null || (leftNever && rightNever)) return false
  return leftNever === order.startsWith('>')
}
