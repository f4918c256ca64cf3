/**
 * Whether two typed names mean the same person: case, accents, spaces, punctuation and the order of the words don't
 * count. Used for four eyes, so it errs on the side of "the same".
 */
export function samePerson(a: string, b: string): boolean {
  return key(a) === key(b)
}

function key(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ')
}
