/** A piece of a line in one style. `at`: the column where it begins. */
interface Run {
  readonly at: number
  readonly text: string
  readonly style: Style
}

interface Style {
  readonly ink: string | null
  readonly ground: string | null
  readonly bold: boolean
  readonly dim: boolean
  readonly underlined: boolean
  readonly turned: boolean
}

const plain: Style = { ink: null, ground: null, bold: false, dim: false, underlined: false, turned: false }
const paper = '#16181d'
const ink = '#d7dae0'
/** The sixteen colours of a terminal, as xterm's users know them, a little brighter on a dark ground. */
const sixteen = [
  ...['#3b3f4a', '#ef6b73', '#7ccf7c', '#d8b25c', '#6ea8fe', '#c792ea', '#5fc9c9', '#c8ccd4'],
  ...['#6b7280', '#ff8a92', '#98e098', '#f0cf7a', '#93c0ff', '#dbb2f5', '#86e0e0', '#ffffff'],
]
const [wide, high, size, margin] = [8.4, 17, 14, 12]

/**
 * One screen as a picture (SVG): its lines as tmux gives them with `capture-pane -e`, and words for who can't see it. The same
 * screen gives the same bytes.
 */
export function drawScreen(lines: readonly string[], columns: number, words: string): string {
  const drawn = lines.map((line, row) => drawRow(line, row * high)).join('')
  return svg(columns, lines.length, words, '', drawn)
}

/**
 * Screens one after the other as a picture that moves (SVG), each for so many seconds, over and over. Who wants no movement
 * (`prefers-reduced-motion`) sees the last one. A line that several screens have is drawn once.
 */
export function drawScreens(
  screens: readonly (readonly string[])[],
  columns: number,
  seconds: number,
  words: string,
): string {
  const known = new Map<string, string>()
  const shown = screens.map((lines) =>
    lines
      .map((line, row) => {
        if (line.trim() === '') return ''
        if (!known.has(line)) known.set(line, `r${known.size.toString(36)}`)
        return `<use href="#${known.get(line)}" y="${row * high}"/>`
      })
      .join(''),
  )
  const rows = [...known].map(([line, id]) => `<g id="${id}">${drawRow(line, 0)}</g>`).join('')
  const part = 100 / screens.length
  const at = (index: number): string => `${Number((index * part).toFixed(3))}%`
  const all = screens.length * seconds
  const keys = screens.map((_, index) => {
    const before = index === 0 ? '' : '0%{visibility:hidden}'
    return `@keyframes s${index}{${before}${at(index)}{visibility:visible}${index + 1 < screens.length ? `${at(index + 1)}{visibility:hidden}` : ''}}`
  })
  const style = `.s{visibility:hidden;animation:${all}s step-end infinite}${keys.join('')}@media(prefers-reduced-motion:reduce){.s{animation:none!important}.s:last-of-type{visibility:visible}}`
  const height = Math.max(...screens.map((lines) => lines.length))
  const frames = shown.map((uses, index) => `<g class="s" style="animation-name:s${index}">${uses}</g>`).join('\n')
  return svg(columns, height, words, style, `<defs>${rows}</defs>\n${frames}`)
}

function svg(columns: number, rows: number, words: string, style: string, drawn: string): string {
  const [width, height] = [Math.ceil(columns * wide) + 2 * margin, rows * high + 2 * margin]
  const font = `text{font:${size}px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:${ink};white-space:pre}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"><title>${escaped(words)}</title><style>${font}.b{font-weight:bold}.d{opacity:.7}.u{text-decoration:underline}${style}</style><rect width="${width}" height="${height}" rx="8" fill="${paper}"/><g transform="translate(${margin} ${margin})">${drawn}</g></svg>\n`
}

function drawRow(line: string, top: number): string {
  return runsOf(line)
    .map(({ at, text, style }) => {
      const [front, back] = style.turned ? [style.ground ?? paper, style.ink ?? ink] : [style.ink, style.ground]
      const x = Number((at * wide).toFixed(1))
      const length = Number((text.length * wide).toFixed(1))
      const behind =
        back === null ? '' : `<rect x="${x}" y="${top}" width="${length}" height="${high}" fill="${back}"/>`
      if (text.trim() === '') return behind
      const classes = [style.bold && 'b', style.dim && 'd', style.underlined && 'u']
        .filter((one) => one !== false)
        .join(' ')
      const look = `${classes === '' ? '' : ` class="${classes}"`}${front === null ? '' : ` style="fill:${front}"`}`
      return `${behind}<text x="${x}" y="${top + 13}" textLength="${length}"${look}>${escaped(text)}</text>`
    })
    .join('')
}

const esc = String.fromCharCode(27)
/** A change of style; a text; anything else that a terminal is told. */
const sequences = new RegExp(`${esc}\\[([\\d;:]*)m|([^${esc}]+)|${esc}\\].*?${esc}\\\\|${esc}.`, 'g')

/** The pieces of a line, each in one style. */
function runsOf(line: string): readonly Run[] {
  const runs: Run[] = []
  let style = plain
  let at = 0
  for (const [, codes, text = ''] of line.matchAll(sequences)) {
    if (codes !== undefined) style = after(style, codes)
    if (text === '') continue
    runs.push({ at, text, style })
    at += text.length
  }
  return runs
}

function after(before: Style, codes: string): Style {
  let style = before
  const numbers = codes.split(/[;:]/).map(Number)
  for (let index = 0; index < numbers.length; index += 1) {
    const code = numbers[index] ?? 0
    if (code === 0) style = plain
    else if (code === 1) style = { ...style, bold: true }
    else if (code === 2) style = { ...style, dim: true }
    else if (code === 4) style = { ...style, underlined: true }
    else if (code === 7) style = { ...style, turned: true }
    else if (code === 22) style = { ...style, bold: false, dim: false }
    else if (code === 24) style = { ...style, underlined: false }
    else if (code === 27) style = { ...style, turned: false }
    else if (code === 39) style = { ...style, ink: null }
    else if (code === 49) style = { ...style, ground: null }
    else if (code === 38 || code === 48) {
      const colour =
        numbers[index + 1] === 5 ? ofMany(numbers[index + 2] ?? 0) : rgb(numbers.slice(index + 2, index + 5))
      index += numbers[index + 1] === 5 ? 2 : 4
      style = code === 38 ? { ...style, ink: colour } : { ...style, ground: colour }
    } else {
      const [which, of] =
        code >= 90 ? [code - 90 + 8, code >= 100 ? 'ground' : 'ink'] : [code - 30, code >= 40 ? 'ground' : 'ink']
      const colour = sixteen[of === 'ground' ? which - 10 : which]
      if (colour !== undefined) style = { ...style, [of]: colour }
    }
  }
  return style
}

/** A colour of the 256: the sixteen, a cube of six steps a side, and greys. */
function ofMany(index: number): string {
  if (index < 16) return sixteen[index] ?? ink
  if (index >= 232) return rgb([0, 0, 0].map(() => 8 + (index - 232) * 10))
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40)
  const place = index - 16
  return rgb([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(step))
}

function rgb(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
