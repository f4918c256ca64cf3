import type { Import } from './imports.ts'

/** The imports that the folders of `src/` may have, as a table of `src/README.md` says it or as the imports show it. */
export type House = ReadonlyMap<string, ReadonlySet<string>>

/**
 * A table of `src/README.md` that begins with the column `head`: a folder for each row, without its `/`, and what stands in
 * the other columns behind the second, which says what the folder holds. Modules of Node stand there without `node:`.
 */
export function houseTable(readme: string, head: string): House {
  const lines = readme.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  if (start === -1) throw new Error(`no table begins with ${head}`)
  const [, , ...columns] = cells(lines[start] ?? '')
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return new Map(
    lines.slice(start + 2, end).map((line) => {
      const [folder = '', , ...allowed] = cells(line)
      const names = allowed.flatMap((cell, index) => {
        const prefix = columns[index] === 'Node’s modules' ? 'node:' : ''
        return cell === '–' ? [] : cell.split(', ').map((name) => `${prefix}${name}`)
      })
      return [folder.replaceAll('`', '').replace(/\/$/, ''), new Set(names)]
    }),
  )
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/** The imports of the folders of `src/`: other folders, packages by their name, modules of Node. */
export function houseOf(imports: ReadonlyMap<string, readonly Import[]>): House {
  return edges(imports, (path) => {
    if (path.startsWith('src/')) return path.split('/')[1] as string
    return path.startsWith('node:') || path === 'package.json' ? path : packageOf(path)
  })
}

/**
 * The imports of the rooms of `src/adapters/` or `src/cli/` from each other; files beside the rooms count as
 * `(beside)`.
 */
export function roomsOf(imports: ReadonlyMap<string, readonly Import[]>, folder: string): House {
  return edges(imports, (path) => {
    if (!path.startsWith(`src/${folder}/`)) return null
    const [room, ...rest] = path.slice(`src/${folder}/`.length).split('/')
    return rest.length === 0 ? '(beside)' : (room as string)
  })
}

function edges(imports: ReadonlyMap<string, readonly Import[]>, placeOf: (path: string) => string | null): House {
  const house = new Map<string, Set<string>>()
  for (const [file, wanted] of imports) {
    const place = placeOf(file)
    if (place === null) continue
    const found = house.get(place) ?? new Set()
    house.set(place, found)
    for (const { from } of wanted) {
      const other = placeOf(from)
      if (other !== null && other !== place) found.add(other)
    }
  }
  return house
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The differences between the imports and the table, as sentences; empty when they are the same. */
export function differences(found: House, table: House): readonly string[] {
  const said: string[] = []
  for (const folder of new Set([...found.keys(), ...table.keys()])) {
    const [is, may] = [found.get(folder), table.get(folder)]
    if (is === undefined) said.push(`there is no ${folder}`)
    else if (may === undefined) said.push(`the table has no ${folder}`)
    else {
      for (const one of is) if (!may.has(one)) said.push(`${folder} imports ${one}, and the table does not say so`)
      for (const one of may)
        if (!is.has(one)) said.push(`the table says that ${folder} imports ${one}, and it does not`)
    }
  }
  return said.sort()
}
