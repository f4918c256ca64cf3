import type { OperatorPort } from '../../core/ports.ts'
import type { Progress } from '../../ui/progress.ts'

/**
 * The same operator, for whom the line that moves goes away before anything is asked. A check or a look after a crash may end
 * in a question without a line of the record in between, which is what clears it else: it would go on over the question.
 */
export function clearBefore(progress: Pick<Progress, 'clear'>, operator: OperatorPort): OperatorPort {
  return new Proxy(operator, {
    get: (asked, name) => {
      const value: unknown = Reflect.get(asked, name, asked)
      if (typeof value !== 'function') return value
      return (...given: readonly unknown[]): unknown => {
        progress.clear()
        return Reflect.apply(value, asked, given)
      }
    },
  })
}
