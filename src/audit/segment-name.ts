/** The name of a segment's file. */
export function segmentName(index: number): string {
  return `log.${String(index).padStart(6, '0')}.jsonl`
}

/** The number of the segment whose file has this name; null: it is the name of something else. */
export function segmentIndex(name: string): number | null {
  const digits = /^log\.(\d{6})\.jsonl$/.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}

export function isSegment(name: string): boolean {
  return segmentIndex(name) !== null
}
