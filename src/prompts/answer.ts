import type { OperatorPort } from '../core/ports.ts'

/** What a question of the operator port is answered with. */
export type Answer<K extends keyof OperatorPort> = Awaited<
  ReturnType<Extract<OperatorPort[K], (...args: never) => unknown>>
>
