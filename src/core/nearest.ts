const longest = 80

/**
 * The candidate that a person most likely meant by `word`, or null when none is close: at most one slip for each three
 * letters, and at least one. Case and accents don't count. Among equals the first one wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > longest) return null
  const wanted = plainLetters(word)
  let limit = Math.max(1, Math.floor(wanted.length / 3))
  let best: string | null = null
  for (const candidate of candidates) {
    const letters = plainLetters(candidate)
    if (Math.abs(letters.length - wanted.length) > limit) continue
    // Two short words that share no letter are one or two slips apart, and yet nobody meant the other.
    const slips = distance(wanted, letters)
    if (slips > limit || slips >= Math.max(wanted.length, letters.length)) continue
    best = candidate
    if (slips === 0) break
    limit = slips - 1
  }
  return best
}

function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * The number of letters that must be added, left out, replaced or swapped with the next one (Damerau-Levenshtein,
 * optimal string alignment).
 */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return at(above, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
