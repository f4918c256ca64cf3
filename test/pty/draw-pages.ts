import { execFileSync } from 'node:child_process'
import { crc32, deflateSync } from 'node:zlib'

/** A page in shades: a byte for each point, from black (0) to white (255), row by row. */
interface Shades {
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/**
 * Pages of a PDF beside each other, as a PNG in 16 shades of grey: what is printed, light enough for a guide. `pages`: their numbers,
 * from 1; `dpi`: points of the picture for each inch of paper. Needs `pdftoppm`. Throws where a page is not there.
 */
export function drawPages(pdf: Buffer, pages: readonly number[], dpi: number): Buffer {
  const drawn = pages.map((page) => {
    const argv = ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-']
    return readShades(execFileSync('pdftoppm', argv, { input: pdf, maxBuffer: 1 << 28 }))
  })
  return greyPng(sideBySide(drawn))
}

/** A page in the form PGM (P5), as `pdftoppm -gray` writes it: https://netpbm.sourceforge.net/doc/pgm.html */
function readShades(pgm: Buffer): Shades {
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.subarray(0, 64).toString('latin1'))
  if (head === null) throw new Error('that is no page in shades of grey')
  const [whole, width, height] = head
  return { width: Number(width), height: Number(height), bytes: pgm.subarray(whole.length) }
}

function sideBySide(pages: readonly Shades[]): Shades {
  const width = pages.reduce((sum, page) => sum + page.width, 0)
  const height = Math.max(...pages.map((page) => page.height))
  const bytes = Buffer.alloc(width * height, 255)
  let left = 0
  for (const page of pages) {
    for (let row = 0; row < page.height; row += 1) {
      page.bytes.copy(bytes, row * width + left, row * page.width, (row + 1) * page.width)
    }
    left += page.width
  }
  return { width, height, bytes }
}

/** Four bits for each point: https://www.w3.org/TR/png-3/ */
export function greyPng({ width, height, bytes }: Shades): Buffer {
  const perRow = Math.ceil(width / 2)
  const rows = Buffer.alloc(height * (perRow + 1))
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const shade = Math.round((bytes[row * width + column] ?? 255) / 17)
      const at = row * (perRow + 1) + 1 + (column >> 1)
      rows[at] = (rows[at] ?? 0) | (column % 2 === 0 ? shade << 4 : shade)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Four bits, shades of grey; deflate, the usual filters, from top to bottom.
  head.set([4, 0, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND')])
}

function chunk(type: string, bytes = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), bytes])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
