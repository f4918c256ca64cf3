#!/usr/bin/env python3
"""Checks a record as a stranger would: written from src/audit/FORMAT.md alone, with Python's library and the openssl command.
Usage: verify.py FOLDER..., or - for folders from standard input, one a line. Prints a line of JSON for each; the exit code is
that of the last: 0 signed, 1 unsealed or torn, 2 no record, 5 tampered."""
import base64, calendar, functools, hashlib, json, os, pathlib, re, subprocess, sys, tempfile, unicodedata

CODES = {'signed': 0, 'unsealed': 1, 'torn': 1, 'no record': 2, 'tampered': 5}
NOT_LOOKED_AT = ['signatures of operators', 'cosignatures of witnesses', 'time stamps', 'approvals', 'personal values', 'keys/',
                 'the shape of data, but of key.added', 'links and folders in the place of files', 'evidence', 'what others hold']
TEXTS = {'actor': '.+', 'boot': '.+', 'mono': '0|[1-9][0-9]{0,19}', 'prev': '.+', 'run': '.+', 'step': '.+',
         't': r'\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z', 'type': '[a-z.-]+'}
MEMBERS, OF_KEY = {*TEXTS, 'data', 'seq', 'v'}, ('name', 'person', 'key')
NOTE = r'([^\0-\x1f\x7f-\x9f]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n\n((?:— \S+ [A-Za-z0-9+/=]+\n){1,64})'
UNSEEN = '[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]'

def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()

def in_order(value, depth):
    """The value with the members of its objects in order. Raises ValueError for what no line can hold."""
    if type(value) is float or type(value) is int and abs(value) >= 2**53 or type(value) in (dict, list) and depth == 0:
        raise ValueError('no value of a line')
    if isinstance(value, list):
        return [in_order(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {name: in_order(value[name], depth - 1) for name in sorted(value, key=lambda one: one.encode('utf-16-be'))}
    return value

def strict(line):
    """The value of a line in the strict form. None: it is in another one."""
    try:
        value = json.loads(line.decode())
        printed = json.dumps(in_order(value, 33), ensure_ascii=False, separators=(',', ':'))
        return value if printed.encode() == line else None
    except (ValueError, RecursionError):
        return None

def is_event(event):
    if not isinstance(event, dict) or set(event) | {'step'} != MEMBERS or not isinstance(event['data'], dict):
        return False
    texts = {name: event[name] for name in TEXTS if name in event and (name, event[name]) != ('boot', None)}
    if not all(isinstance(text, str) and re.fullmatch(TEXTS[name], text, re.A | re.S) for name, text in texts.items()):
        return False
    year, month, day = map(int, event['t'][:10].split('-'))
    is_day = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    is_numbered = all(type(event[name]) is int for name in ('seq', 'v')) and event['seq'] >= 0 and event['v'] == 1
    return is_day and is_numbered and len(event['prev'].encode()) == 64

class Log:
    """The lines so far, as long as they are good."""
    def __init__(self):
        self.lines, self.prev, self.closed, self.keys, self.subtrees, self.roots = 0, '0' * 64, False, [], [], [sha256()]

    def take(self, line, starts):
        """Takes a line. `starts`: the number of the segment that must begin with it. Gives what is wrong with it, or None."""
        event = strict(line) if len(line) <= 65535 else None
        if event is None:
            return 'too-long' if len(line) > 65535 else 'zeros' if b'\0' in line else 'form'
        if not is_event(event):
            return 'envelope'
        if event['seq'] != self.lines or event['prev'] != self.prev:
            return 'sequence' if event['seq'] != self.lines else 'chain'
        data, kind = event['data'], event['type']
        start = (data.get('index'), data.get('prev')) if kind == 'segment.start' else None
        if start != (None if starts is None else (starts, self.prev)):
            return 'segment-start'
        is_key = data.get('use') in ('log', 'operator') and all(isinstance(data.get(one), (str, dict)) for one in OF_KEY)
        if kind == 'key.added' and not is_key:
            return 'shape'
        key = verifier_key(data['key']) if kind == 'key.added' and data['use'] == 'log' else None
        if key is not None and key[0] == (self.keys or [key])[0][0]:
            self.keys.append((*key, event['seq']))
        node, size = sha256(b'\0', line), 1
        self.lines, self.prev, self.closed = self.lines + 1, node.hex(), self.closed or kind == 'incident.closed'
        while self.subtrees and self.subtrees[-1][0] == size:
            node, size = sha256(b'\1', self.subtrees.pop()[1], node), size * 2
        self.subtrees.append((size, node))
        self.roots.append(functools.reduce(lambda right, left: sha256(b'\1', left, right), [one[1] for one in self.subtrees[::-1]]))

def from_base64(digits):
    found = base64.b64decode(digits + '==')
    return found if base64.b64encode(found).decode() == digits else b''

def is_name(name):
    return not re.search(UNSEEN, name) and not any(unicodedata.category(one)[0] in 'CZ' or one == '+' for one in name)

def verifier_key(line):
    """Name, id and public key. None: it is no key of a log."""
    found = isinstance(line, str) and re.fullmatch(r'([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)', line)
    key = from_base64(found[3]) if found else b''
    is_key = len(key) == 33 and key[0] == 1 and is_name(found[1]) and sha256(found[1].encode(), b'\n', key)[:4].hex() == found[2]
    return (found[1], bytes.fromhex(found[2]), key[1:]) if is_key else None

def seal(file, content):
    """By what it is sorted, and origin, size, root, text, signatures. None in their place: no seal, or of another size."""
    digits, named = re.search(r'([0-9]+)\.note$', file), re.fullmatch(r'checkpoints/(0|[1-9][0-9]{0,14})\.note', file)
    note = re.fullmatch(NOTE, content.decode(errors='replace')) if len(content) <= 65536 else None
    signed = [(name, from_base64(one)) for name, one in re.findall(r'— (\S+) (\S+)\n', note[4])] if note else []
    is_head = note and (digits is None or digits[1] == note[2]) and int(note[2]) < 2**53 and len(from_base64(note[3])) == 32
    is_good = is_head and all(is_name(name) and len(one) > 4 for name, one in signed)
    found = (note[1], int(note[2]), from_base64(note[3]), note.expand(r'\1\n\2\n\3\n').encode(), signed) if is_good else None
    return int(named[1]) if named else found[1] if found else 0, file, found

@functools.lru_cache(maxsize=None)
def is_signed(key, text, signature):
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ('key', 'text', 'signature')]
        for name, content in zip(names, (bytes.fromhex('302a300506032b6570032100') + key, text, signature)):
            pathlib.Path(name).write_bytes(content)
        command = f'openssl pkeyutl -verify -pubin -keyform DER -inkey {names[0]} -rawin -in {names[1]} -sigfile {names[2]}'
        return len(signature) == 64 and subprocess.run(command.split(), capture_output=True).returncode == 0

def fault_of(file, found, log, sealed):
    """What is wrong with a seal, and the first line that it can be about. None: nothing."""
    if found is None:
        return f'{file} is no seal, or one of another size', 1
    origin, size, root, text, signed = found
    if size > log.lines:
        return f'{file} seals more lines than there are', log.lines + 1
    claims = [(key, one[4:]) for name, key_id, key, seq in log.keys if name == origin and seq < size
              for by, one in signed if by == name and one[:4] == key_id]
    if not claims or not all(is_signed(key, text, one) for key, one in claims):
        return f'{file} is not signed by a key that the record names', sealed + 1
    return None if log.roots[size] == root else (f'{file} does not fit the lines below it', sealed + 1)

def files(folder, within, pattern):
    for path in sorted(pathlib.Path(folder, within).glob('*')):
        if re.fullmatch(pattern, path.name) and path.is_file() and not path.is_symlink():
            yield within + path.name, path.read_bytes()

def checked(folder):
    log, fault, problem, rest, sealed, segments = Log(), None, None, b'', 0, list(files(folder, '', r'log\.[0-9]{6}\.jsonl'))
    for at, (name, content) in enumerate(segments):
        fault = fault or ('segment-cut' if rest else 'segment-missing' if int(name[4:10]) != at else None)
        *lines, rest = content.split(b'\n') if fault is None else [b'']
        for number, line in enumerate(lines):
            fault = fault or log.take(line, at if at > 0 and number == 0 else None)
    notes = [*files(folder, '', 'checkpoint'), *files(folder, 'checkpoints/', r'.*\.note')]
    for size, name, found in sorted((seal(*note) for note in notes), key=lambda one: one[:2]):
        problem = problem or fault_of(name, found, log, sealed)
        sealed = sealed if problem else size
    what, line = (fault, log.lines + 1) if fault else problem or (None, None)
    verdict = 'tampered' if line else 'torn' if rest else 'signed' if sealed else 'unsealed'
    return {'record': folder, 'verdict': verdict if segments else 'no record', 'state': 'closed' if log.closed else 'open',
            'lines': log.lines, 'sealed': sealed, 'tail': log.lines - sealed, 'root': log.roots[-1].hex(), 'firstBadLine': line,
            'origin': log.keys[0][0] if log.keys else None, 'fault': what, 'not looked at': NOT_LOOKED_AT}

for given in sys.argv[1:] if sys.argv[1:] != ['-'] else (line[:-1] for line in sys.stdin):
    print(json.dumps(result := checked(given), ensure_ascii=False), flush=True)
sys.exit(CODES[result['verdict']])
