import type { TrustOptions } from '../wiring/trust.ts'

export interface VerifyCommand extends TrustOptions {
  readonly asOf?: string
  readonly proof?: string
  readonly logKey?: string
}
