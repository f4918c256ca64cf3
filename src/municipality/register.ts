import type { Text } from '../core/text.ts'
import { withoutAccents } from './letters.ts'
import register from './municipalities.json' with { type: 'json' }

/**
 * One of the 285 Flemish municipalities. `nis` has 5 digits; `postalCodes` starts with the main one; `former` are the
 * municipalities that merged into it, `merged` is the day (YYYY-MM-DD) on which it took their place. `policeZoneCode` has 4
 * digits; `kbo` and `ocmwKbo` are enterprise numbers (`0207.501.113`), of the municipality and of its OCMW, which is a legal
 * person of its own. null: it was not found.
 */
export interface Municipality {
  readonly nis: string
  readonly name: string
  /** Names its files and folders: ASCII lower-case words with hyphens, and never anything else. */
  readonly slug: string
  readonly names: { readonly fr?: string; readonly en?: string; readonly de?: string }
  readonly aliases: readonly string[]
  readonly province: string
  readonly postalCodes: readonly string[]
  readonly policeZone: string
  readonly policeZoneCode: string | null
  readonly kbo: string | null
  readonly ocmwKbo: string | null
  readonly subMunicipalities: readonly string[]
  readonly former: readonly Former[]
}

/** A municipality that is no more: its last NIS code and name. */
export interface Former {
  readonly nis: string
  readonly name: string
  readonly merged: string
}

/** Every municipality, in the order of the NIS codes. */
export const municipalities: readonly Municipality[] = register.municipalities.map((one) => ({
  ...one,
  slug: slug(one.name),
}))

/** A part of the register has a source of its own, with two days: the source's own, and the one on which it was looked at. */
export interface RegisterSource {
  readonly credit: Text
  readonly published: string
  readonly looked: string
}

/** The sources of the register, the month in which it was collected, and the day since which its list is valid. */
export const registerSource = {
  credit: register.source,
  collected: register.collected,
  validSince: register.validSince,
  parts: register.sources satisfies Readonly<Record<string, RegisterSource>>,
} as const

/** The municipality with exactly this current NIS code, or null. */
export function municipalityByNis(nis: string): Municipality | null {
  return municipalities.find((one) => one.nis === nis) ?? null
}

/** A name as it stands in file names, and as somebody types it who types no capitals. */
export function slug(name: string): string {
  return withoutAccents(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
