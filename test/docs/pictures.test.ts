import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { greyPng } from '../pty/draw-pages.ts'
import { drawScreen, drawScreens } from '../pty/draw-screen.ts'
import { root } from '../support/run-cli.ts'

const esc = '\u001b'

describe('a screen as a picture', () => {
  test('each piece of a line stands in its column, in its style', () => {
    const drawn = drawScreen(
      [`a${esc}[1mbold${esc}[0m ${esc}[31mred${esc}[39m`, '', `${esc}[7m>x${esc}[27m`],
      10,
      'words',
    )
    expect(drawn).toContain('<title>words</title>')
    expect(drawn).toContain('<text x="0" y="13" textLength="8.4">a</text>')
    expect(drawn).toContain('<text x="8.4" y="13" textLength="33.6" class="b">bold</text>')
    expect(drawn).toContain('<text x="50.4" y="13" textLength="25.2" style="fill:#ef6b73">red</text>')
    expect(drawn).toContain('<rect x="0" y="34" width="16.8" height="17" fill="#d7dae0"/>')
    expect(drawn).toContain('style="fill:#16181d">&gt;x</text>')
  })

  test.each([
    ['38;5;196', '#ff0000'],
    ['38;5;244', '#808080'],
    ['38;2;1;2;255', '#0102ff'],
    ['92', '#98e098'],
  ])('%s is the colour %s', (codes, colour) => {
    expect(drawScreen([`${esc}[${codes}mx`], 1, '')).toContain(`style="fill:${colour}"`)
  })

  test('nothing of what a screen says is taken for a picture, and no control character stands in it', () => {
    const drawn = drawScreen([`<script>&amp;${esc}]0;title${esc}\\`, `${esc}(Bx`], 20, '<title>')
    expect(drawn).toContain('&lt;script&gt;&amp;amp;')
    expect(drawn).not.toContain('<script>')
    expect(drawn).toContain('<title>&lt;title&gt;</title>')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    expect(drawn.trimEnd()).not.toMatch(/[\u0000-\u001f]/)
  })

  test('screens after each other draw a line once that they have in common, and all but one are hidden at a time', () => {
    const drawn = drawScreens(
      [
        ['same', 'one'],
        ['same', 'two'],
      ],
      4,
      3,
      'words',
    )
    expect(drawn.split('>same</text>')).toHaveLength(2)
    expect(drawn.split('<use href="#r0" y="0"/>')).toHaveLength(3)
    expect(drawn).toContain('animation:6s step-end infinite')
    expect(drawn).toContain('@keyframes s0{0%{visibility:visible}50%{visibility:hidden}}')
    expect(drawn).toContain('@keyframes s1{0%{visibility:hidden}50%{visibility:visible}}')
    expect(drawn).toContain('prefers-reduced-motion')
  })
})

describe('a page as a picture', () => {
  test('each point has one of sixteen shades, two of them in a byte, in an order that every reader knows', () => {
    const png = greyPng({ width: 3, height: 2, bytes: Buffer.from([0, 17, 255, 128, 254, 8]) })
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(png.subarray(12, 29).toString('hex')).toBe(
      `${Buffer.from('IHDR').toString('hex')}00000003000000020400000000`,
    )
    const size = png.readUInt32BE(33)
    expect(png.subarray(37, 41).toString()).toBe('IDAT')
    expect(inflateSync(png.subarray(41, 41 + size)).toString('hex')).toBe('0001f0008f00')
    expect(png.readUInt32BE(41 + size)).toBe(crc32(png.subarray(37, 41 + size)))
    expect(png.subarray(-8, -4).toString()).toBe('IEND')
  })
})

describe('the pictures that ship', () => {
  const folder = join(root, 'runbooks/guides/pictures')
  const makers = ['pictures.ts', 'record-hour.ts'].map((name) =>
    readFileSync(join(root, 'test/pty', name), 'utf8').replaceAll(/\$\{\w+\}/g, 'LANG'),
  )
  /** Whether a script names a picture, or names it for each language. */
  const isMade = (name: string): boolean =>
    makers.some((maker) => maker.includes(name) || maker.includes(name.replace(/\.(?:en|nl)\./, '.LANG.')))

  test('each is shown by a document, made by a script, and there; none is there besides', () => {
    const guides = readdirSync(join(root, 'runbooks/guides')).map((name) => `runbooks/guides/${name}`)
    const documents = [
      'README.md',
      'runbooks/README.md',
      'runbooks/drills/README.md',
      ...guides.filter((name) => name.endsWith('.md')),
    ]
    const shown = documents.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/\]\(([^)\s]+\.(?:png|svg|jpe?g|gif|webp))\)/g)].map(
        ([, path = '']) => relative(folder, join(root, dirname(name), path)),
      ),
    )
    expect([...new Set(shown)].toSorted()).toEqual(readdirSync(folder).toSorted())
    expect(shown.filter((name) => !isMade(name))).toEqual([])
    expect(isMade('planted.en.png')).toBe(false)
  })

  const drawn = readdirSync(folder).filter((name) => name.endsWith('.svg'))

  test('that are drawn are light, and name no folder of a machine and nothing outside of themselves', () => {
    expect(drawn.toSorted()).toEqual(['first-hour.nl.svg', 'terminal.en.svg', 'terminal.nl.svg'])
    for (const name of drawn) {
      expect(statSync(join(folder, name)).size, name).toBeLessThanOrEqual(60_000)
      const text = readFileSync(join(folder, name), 'utf8')
      expect(text, name).toMatch(/<title>\S.{30,}<\/title>/)
      expect(text.replace('http://www.w3.org/2000/svg', ''), name).not.toMatch(
        /https?:|<script|(?<![\w-])\/(home|work|root)\//,
      )
    }
  })
})
