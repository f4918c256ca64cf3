export interface VerifyCommand {
  readonly asOf?: string
  readonly knownHead?: string
  readonly witness?: readonly string[]
  readonly tsaCa?: string
  readonly proof?: string
  readonly logKey?: string
}
