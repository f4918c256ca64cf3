/** A question that a person is answering at a terminal, and into which nothing may be printed. */
export interface OpenQuestion {
  /** The stream on which it is drawn. */
  readonly output: object
  /** Whether news ends it, and it is asked anew behind that: a menu. */
  readonly endsByNews: boolean
  /** Shows lines of their own, and the question below them as it was: what is typed stays, and so does the cursor in it. */
  tell(text: string): void
}

let open: OpenQuestion | null = null

/** From now on this question is open: what is printed meanwhile goes to it. Gives what closes it. */
export function openQuestion(question: OpenQuestion): () => void {
  open = question
  return () => {
    if (open === question) open = null
  }
}

/** Whether a question is open that no news ends. */
export function isAsking(): boolean {
  return open !== null && !open.endsByNews
}

/**
 * Whether a question took the text, which is open on this stream. What is no line of its own, such as a bell, disturbs none.
 * `output` is looked at only when a question is open anywhere.
 */
export function toldAbove(output: () => object, text: string): boolean {
  const question = open
  if (question === null || !text.includes('\n') || question.output !== output()) return false
  question.tell(text)
  return true
}
