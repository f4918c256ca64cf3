import { createHost, type GlobalOptions, type Host } from '../../src/cli/wiring/host.ts'
import { root } from './run-cli.ts'

/** A host without a terminal, and what it was told to print. */
export function hostOf(
  home: string,
  lang = 'en',
  json = false,
  more: GlobalOptions = {},
): { readonly host: Host; said(): string; warned(): string } {
  let out = ''
  let err = ''
  const stream = { isTTY: false, columns: 80, write: () => true, on: () => stream, off: () => stream }
  const host = createHost(
    {
      env: { CYBER_RESPOND_HOME: home, USER: 'els', PATH: process.env.PATH },
      stdin: { isTTY: false } as NodeJS.ReadStream,
      stdout: stream as unknown as NodeJS.WriteStream,
      stderr: stream as unknown as NodeJS.WriteStream,
      print: (to, text) => {
        if (to === 'stdout') out += text
        else err += text
      },
      cwd: () => root,
    },
    { lang, json, ...more },
  )
  return { host, said: () => out, warned: () => err }
}
