/** The text in lower case, without accents: how names are compared. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * The letters of a name without what people write in different ways: `'s-Gravenvoeren` and `S GRAVENVOEREN` are the
 * same.
 */
export function letters(text: string): string {
  return withoutAccents(text.trim()).replace(/[ \u00a0.'’‘\-‐‑–]+/gu, '')
}
