/** So long is a word that may not fit into a column. */
const long = 16
/** No run of signs without a place to break is longer than this on paper. */
const longest = 32

const longWord = new RegExp(`(?<![&\\p{L}])\\p{L}{${long},}(?![\\p{L};])`, 'gu')

/** Where the parts of a long Dutch word are joined: `noodplannings|coördinator`, `informatieveiligheids|consulent`. */
const seam = /(?<=\p{L}{4}(?:ings|heids|teits|schaps))(?=\p{L}{5})/gu

/**
 * HTML text in which long words may be divided where their parts are joined, with a hyphen that shows only there. A browser without a
 * dictionary of the language divides a word anywhere, or nowhere.
 */
export function withHyphens(html: string): string {
  return html.replaceAll(longWord, (word) => word.replaceAll(seam, '&shy;'))
}

/** What has no blank to break at: an address of mail or of a page, a name that is one word. Looked for at beginnings only. */
const run = new RegExp(`(?<![^\\s<>])[^\\s<>]{${long},}`, 'g')
const overlongPart = new RegExp(`[^\\s<>]{${longest + 1},}`, 'g')
const overlong = new RegExp(`[\\p{L}\\p{N}]{${longest}}(?=[\\p{L}\\p{N}])`, 'gu')

/**
 * The same, and an address may break behind its `@` and its strokes, one that is still too long before a dot, any other word
 * somewhere: nothing is so long that it makes a table wider than its page.
 */
export function withBreaks(html: string): string {
  return html.replaceAll(run, (whole) => {
    // A hyphen that shows would belong to an address.
    const broken = /[@/]/.test(whole) ? addressWithBreaks(whole) : withHyphens(whole)
    return whole.length > longest ? broken.replaceAll(overlong, '$&<wbr>') : broken
  })
}

function addressWithBreaks(address: string): string {
  const atSigns = address.replaceAll(/(?:[@?=]|(?<!\/)\/)(?=\w)/g, '$&<wbr>')
  return atSigns.replaceAll(overlongPart, (part) => part.replaceAll(/(?<=\w)(?:\.(?=\w)|(?=-\w))/g, '<wbr>$&'))
}
