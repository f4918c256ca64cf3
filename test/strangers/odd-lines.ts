import { genesis } from '../../src/audit/print-line.ts'
import type { Problem } from '../../src/audit/verification.ts'

const before = '{"actor":"An","boot":"b","data":'
const behind = (seq = '0'): string =>
  `,"mono":"1","prev":"${genesis}","run":"r","seq":${seq},"t":"2026-02-28T23:59:59.999Z","type":"memo.added","v":1}`
const withData = (data: string): string => `${before}${data}${behind()}`

/** A first line of a log that is good. Its type is of a later version, whose data may have any shape. */
export const goodLine = withData('{"text":"één"}')

interface OddLine {
  readonly line: Buffer
  /** null: there is nothing wrong with it. */
  readonly fault: Problem | null
}

const as = (fault: Problem | null, line: string | Buffer): OddLine => ({ line: Buffer.from(line as string), fault })
const good = (data: string): OddLine => as(null, withData(data))
const bad = (data: string): OddLine => as('form', withData(data))
const other = (from: string, to: string, fault: Problem | null = 'envelope'): OddLine => {
  if (!goodLine.includes(from)) throw new Error(from)
  return as(
    fault,
    goodLine.replace(from, () => to),
  )
}
const bytes = (...codes: readonly number[]): OddLine =>
  as('form', Buffer.concat([Buffer.from(`${before}{"text":"`), Buffer.from(codes), Buffer.from(`"}${behind()}`)]))
const deep = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
const key = (members: string): OddLine => as('shape', withData(members).replace('memo.added', 'key.added'))

/** Lines by what is odd about them. */
export const oddLines: Readonly<Record<string, OddLine>> = {
  'the line itself': as(null, goodLine),
  'white space': as('form', goodLine.replace(',"mono"', ', "mono"')),
  'white space behind it': as('form', `${goodLine} `),
  'a carriage return': as('form', `${goodLine}\r`),
  nothing: as('form', ''),
  'another value': as('envelope', '1'),
  'a byte order mark': as('form', `\ufeff${goodLine}`),
  'a byte 0': as('zeros', `${goodLine}\0`),
  'names out of order': bad('{"b":1,"a":1}'),
  'a name twice': bad('{"a":1,"a":1}'),
  'names by UTF-16': good('{"\u{10000}":1,"\uffff":1}'),
  'names by code point': bad('{"\uffff":1,"\u{10000}":1}'),
  'an empty name': good('{"":1}'),
  'the largest number': good('{"a":9007199254740991,"b":-9007199254740991}'),
  'a number too large': bad('{"a":9007199254740992}'),
  'a number too small': bad('{"a":-9007199254740992}'),
  'a number without end': bad(`{"a":${'9'.repeat(5000)}}`),
  '1.0': bad('{"a":1.0}'),
  '1.5': bad('{"a":1.5}'),
  '1e3': bad('{"a":1e3}'),
  '-0': bad('{"a":-0}'),
  '01': bad('{"a":01}'),
  '+1': bad('{"a":+1}'),
  NaN: bad('{"a":NaN}'),
  Infinity: bad('{"a":Infinity}'),
  'true, false, null': good('{"a":[true,false,null]}'),
  'the short escapes': good('{"a":"\\"\\\\\\b\\t\\n\\f\\r"}'),
  'a code with its number': good('{"a":"\\u0001\\u001f"}'),
  'a short escape with its number': bad('{"a":"\\u000a"}'),
  'large hex digits': bad('{"a":"\\u001F"}'),
  'an escaped slash': bad('{"a":"\\/"}'),
  'an escaped letter': bad('{"a":"\\u00e9"}'),
  'a control code as it is': bad('{"a":"\u0001"}'),
  'U+007F, U+2028 and a sign beyond the plane': good('{"a":"\u007f\u2028😀"}'),
  'a sign as two escapes': bad('{"a":"\\ud83d\\ude00"}'),
  'a lone surrogate': bad('{"a":"\\ud800"}'),
  'a lone surrogate in a name': bad('{"\\ud800":1}'),
  'a byte that is no UTF-8': bytes(0xff),
  'a long form of UTF-8': bytes(0xc0, 0xaf),
  'a surrogate in UTF-8': bytes(0xed, 0xa0, 0x80),
  'UTF-8 beyond Unicode': bytes(0xf4, 0x90, 0x80, 0x80),
  'UTF-8 that is cut off': bytes(0xc3),
  '32 levels': good(deep(32)),
  '33 levels': bad(deep(33)),
  'levels without end': bad(deep(20_000)),
  'no actor': as('envelope', goodLine.replace('"actor":"An",', '')),
  'an empty actor': other('"actor":"An"', '"actor":""'),
  'an actor that is a number': other('"actor":"An"', '"actor":1'),
  'an actor on two lines': other('"actor":"An"', '"actor":"A\\nn"', null),
  'boot unknown': other('"boot":"b"', '"boot":null', null),
  'boot empty': other('"boot":"b"', '"boot":""'),
  'data that is a list': as('envelope', withData('[]')),
  'another member': other(',"t":', ',"sub":1,"t":'),
  'a step': other(',"t":', ',"step":"a/b","t":', null),
  'an empty step': other(',"t":', ',"step":"","t":'),
  'a step that is null': other(',"t":', ',"step":null,"t":'),
  'mono of 20 digits': other('"mono":"1"', '"mono":"99999999999999999999"', null),
  'mono of 21 digits': other('"mono":"1"', '"mono":"100000000000000000000"'),
  'mono with a leading zero': other('"mono":"1"', '"mono":"01"'),
  'mono 0': other('"mono":"1"', '"mono":"0"', null),
  'mono as a number': other('"mono":"1"', '"mono":1'),
  'mono in other digits': other('"mono":"1"', '"mono":"١"'),
  'prev too short': other('"prev":"0', '"prev":"'),
  'prev of something else': other('"prev":"0', '"prev":"a', 'chain'),
  'seq 1': as('sequence', `${before}{}${behind('1')}`),
  'seq -1': as('envelope', `${before}{}${behind('-1')}`),
  'seq as text': as('envelope', `${before}{}${behind('"0"')}`),
  'seq true': as('envelope', `${before}{}${behind('true')}`),
  'a leap day': other('2026-02-28', '2028-02-29', null),
  'no leap day': other('2026-02-28', '2026-02-29'),
  'a leap day of the year 2000': other('2026-02-28', '2000-02-29', null),
  'no leap day of the year 1900': other('2026-02-28', '1900-02-29'),
  'the year 0': other('2026-02-28', '0000-02-29', null),
  'the month 13': other('2026-02-28', '2026-13-01'),
  'the day 0': other('2026-02-28', '2026-02-00'),
  'the hour 24': other('T23:', 'T24:'),
  'the second 60': other(':59.999', ':60.999'),
  'no milliseconds': other('.999Z', 'Z'),
  'an offset': other('Z"', '+00:00"'),
  'a type with a capital': other('memo.added', 'Memo.added'),
  'a type that nobody knows': other('memo.added', 'memo.sung', null),
  'an empty type': other('memo.added', ''),
  'version 2': other('"v":1', '"v":2'),
  'version true': other('"v":1', '"v":true'),
  '65,535 bytes': good(`{"a":"${'x'.repeat(65_535 - withData('{"a":""}').length)}"}`),
  '65,536 bytes': as('too-long', withData(`{"a":"${'x'.repeat(65_536 - withData('{"a":""}').length)}"}`)),
  'a key without a use': key('{"key":"k","name":"n","person":"p"}'),
  'a key of another use': key('{"key":"k","name":"n","person":"p","use":"x"}'),
  'a key without a person': key('{"key":"k","name":"n","use":"log"}'),
  'a key that is a number': key('{"key":1,"name":"n","person":"p","use":"log"}'),
  'a key that is none': as(
    null,
    withData('{"key":"k","name":"n","person":"p","use":"log"}').replace('memo.added', 'key.added'),
  ),
  'a start of a segment in the first one': as(
    'segment-start',
    withData(`{"index":0,"prev":"${genesis}"}`).replace('memo.added', 'segment.start'),
  ),
}
