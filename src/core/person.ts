/**
 * Whether two names mean the same person: case, accents, spaces, punctuation and the order of the words don't count, nor
 * signs that show nothing, nor letters that look like others (a Cyrillic е, a capital I for an l, a 1). Used for four eyes,
 * so it errs on the side of "the same".
 */
export function samePerson(a: string, b: string): boolean {
  if (a === b) return true
  const others = writings(b)
  return writings(a).some((one) => others.some((other) => isSame(one, other)))
}

/** The words of a name: as they are, and as they look. */
function writings(name: string): readonly (readonly string[])[] {
  const bare = name
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, (sign) => (/[\t-\r]/.test(sign) ? ' ' : ''))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, (letter) => apart[letter] ?? letter)
  const looks = bare
    .replace(/[^ -~]/gu, (letter) => alike.get(letter) ?? letter)
    // Between capitals an I is one; beside a small letter it may be an l, and a digit within a word a letter.
    .replace(/(?<=\p{Ll})I|I(?=\p{Ll})|(?<=\p{L})[1|]|[1|](?=\p{L})/gu, 'l')
    .replace(/(?<=\p{L})0|0(?=\p{L})/gu, 'o')
  return looks === bare ? [wordsOf(bare)] : [wordsOf(bare), wordsOf(looks)]
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words of one are those of the other, in whatever order, and wherever a space or a hyphen divides them. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  if ([...one].sort().join(' ') === [...other].sort().join(' ')) return true
  return isMadeOf(one.join(''), other) || isMadeOf(other.join(''), one)
}

/** More words than this are compared as they stand: nobody has so many, and their orders are too many to try. */
const mostWords = 7

/** Whether a text is these words behind each other, in some order, each once. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  if (words.length > mostWords) return text === words.join('')
  if (words.length === 0) return text === ''
  return words.some((word, at) => text.startsWith(word) && isMadeOf(text.slice(word.length), words.toSpliced(at, 1)))
}

/** Letters that are taken apart, or lose what makes them another's, where people write without them. */
const apart: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', þ: 'th', Þ: 'Th', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' },
  ...{ đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', ħ: 'h', Ħ: 'H', ŧ: 't', Ŧ: 'T', ı: 'i', ȷ: 'j', ƚ: 'l', ɡ: 'g', ɑ: 'a' },
}

/** Letters that look like Latin ones, of other alphabets and of phonetic writing, each pair side by side. */
const pairs = [
  'АAВBСCЕEЅSІIЈJКKМMНHОOРPТTУYХXҮYԚQԜWӀlаaсcеeѕsіiјjкkоoрpуyхxүyԁdԛqԝwһhӏlѵv',
  'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpτtυuχxγyηn',
  'ՏSԼLՕOՍUօoոnսuհhցg',
  'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɩiǀl',
]
const alike: ReadonlyMap<string, string> = new Map(
  pairs.flatMap((row) => [...row.matchAll(/(.)(.)/gu)].map(([, letter = '', latin = '']) => [letter, latin] as const)),
)
