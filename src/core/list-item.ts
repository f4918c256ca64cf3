/** What shows nothing: blanks, controls, format codes, fillers. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu

/**
 * The items of a list in a text that somebody typed or pasted: each line is one, without the blanks around it. Lines in which
 * nothing can be seen are none. Other signs stay as they are.
 */
export function typedItems(text: string): readonly string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter(isSeen)
}

/** Whether anything of a text can be seen. */
export function isSeen(text: string): boolean {
  return text.replaceAll(unseen, '') !== ''
}
