import type { Look } from '../ui/look.ts'
import { wrapText } from '../ui/wrap.ts'

/** The lines of an answer that stay on the screen. */
const mostShown = 20

/**
 * A question with its answer, once it is given: behind it and broken at spaces, before the terminal breaks words; or below it
 * when the answer has several lines. Both are harmless. The sign in front takes two columns, and so do the lines after it.
 */
export function answeredLines(question: string, answer: string, look: Look): string {
  const { ink, columns, signs } = look
  const lines = answer.split('\n')
  const asked = question.split(/[ \n]+/).join(' ')
  if (lines.length === 1) return styled(asked, wrapText(`${asked} ${answer}`, columns - 2), look).join('\n  ')
  const rest = lines.length - mostShown
  return [
    ...wrapText(asked, columns - 2).map((line) => ink.strong(line)),
    ...lines.slice(0, mostShown).map((line) => ink.accent(look.fit(line, columns - 2))),
    ...(rest > 0 ? [ink.faint(`${signs.ellipsis} ${rest}`)] : []),
  ].join('\n  ')
}

/** The lines in the colours of a question as far as it goes, and of an answer from there. */
function styled(asked: string, lines: readonly string[], { ink }: Look): readonly string[] {
  let left = asked.length
  return lines.map((line) => {
    const [own, rest] = [line.slice(0, Math.max(0, left)), line.slice(Math.max(0, left))]
    left -= line.length + 1
    return `${own === '' ? '' : ink.strong(own)}${rest === '' ? '' : ink.accent(rest)}`
  })
}
