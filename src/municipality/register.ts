import register from './municipalities.json' with { type: 'json' }

/**
 * One of the 285 Flemish municipalities. `nis` has 5 digits; `postalCodes` starts with the main one; `former` are the
 * municipalities that merged into it, `merged` is the day (YYYY-MM-DD) on which it took their place.
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

/** The source of the register, the month in which it was collected, and the day since which its list is valid. */
export const registerSource = {
  credit: register.source,
  collected: register.collected,
  validSince: register.validSince,
} as const

/** The municipality with exactly this current NIS code, or null. */
export function municipalityByNis(nis: string): Municipality | null {
  return municipalities.find((one) => one.nis === nis) ?? null
}

function slug(name: string): string {
  return withoutAccents(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The text in lower case, without accents: how names are compared. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
