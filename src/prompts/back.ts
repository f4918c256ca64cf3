/** Esc was pressed: the person wants back to the question before this one. */
export class Back extends Error {}

/** The result of `answer`, or null when she went back. */
export async function unlessBack<T>(answer: () => Promise<T>): Promise<T | null> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof Back) return null
    throw error
  }
}
