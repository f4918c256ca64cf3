import type { OperatorPort } from '../core/ports.ts'

/** The answer to a question of the operator port. */
export type PortAnswer<K extends keyof OperatorPort> = Awaited<
  ReturnType<Extract<OperatorPort[K], (...args: never) => unknown>>
>
