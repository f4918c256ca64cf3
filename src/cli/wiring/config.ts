import { join, resolve } from 'node:path'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { parseVerifierKey } from '../../audit/note.ts'
import type { Config } from '../../runbook/config.ts'
import type { Host } from './host.ts'

const kind = { code: 'config.unreadable', name: { en: 'configuration', nl: 'configuratie' } } as const

type Settings = Omit<Config, 'format'>

/** The settings of this home and this command line. Paths of the home's `config.yaml` start from the home. */
export async function settingsOf(host: Host): Promise<Settings> {
  if (host.kit !== null) await (await import('./kit-home.ts')).openKitHome(host, host.kit, false)
  const configured = await readConfig(host)
  const { signWith, tsa } = host
  return {
    ...configured,
    ...(signWith === null ? {} : { sign_with: resolve(host.process.cwd(), signWith) }),
    ...(tsa === null ? {} : { tsa }),
  }
}

async function readConfig(host: Host): Promise<Settings> {
  const names = [join(host.home, 'config.yaml'), join(host.home, 'config.yml')]
  const found = names.map((file) => ({ file, bytes: readSmallFile(file, kind) })).find((one) => one.bytes !== null)
  if (found?.bytes == null) return {}
  const { file, bytes } = found
  const { configSchema } = await import('../../runbook/config.ts')
  const { decode, textOf } = await import('../../runbook/decode.ts')
  const { format: _, ...config } = decode({ file, text: textOf(file, bytes) }, configSchema)
  const within = (path: string): string => resolve(host.home, path)
  return {
    ...config,
    ...(config.sign_with === undefined ? {} : { sign_with: within(config.sign_with) }),
    ...(config.approvers === undefined
      ? {}
      : {
          approvers: Object.fromEntries(Object.entries(config.approvers).map(([who, path]) => [who, within(path)])),
        }),
    ...(config.witnesses === undefined
      ? {}
      : { witnesses: config.witnesses.map((one) => (parseVerifierKey(one) === null ? within(one) : one)) }),
    ...(config.tsa_ca === undefined ? {} : { tsa_ca: within(config.tsa_ca) }),
  }
}
