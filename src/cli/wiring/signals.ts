/** The exit code of each signal, by the shell's habit of 128 + its number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Turns the first Ctrl-C, kill or closed terminal into an abort, so that the record can be closed properly. */
export function listenForSignals(): { readonly signal: AbortSignal; exitCode(): number | null; stop(): void } {
  const controller = new AbortController()
  let code: number | null = null
  const names = Object.keys(codes) as (keyof typeof codes)[]
  const heard = (name: keyof typeof codes) => (): void => {
    code ??= codes[name]
    controller.abort()
  }
  const listeners = names.map((name) => [name, heard(name)] as const)
  for (const [name, listener] of listeners) process.on(name, listener)
  return {
    signal: controller.signal,
    exitCode: () => code,
    stop: () => {
      for (const [name, listener] of listeners) process.off(name, listener)
    },
  }
}
