// The reader of conditions on phones and desks: the same language as internal/inspection/checklist, held to the same
// examples (testdata/expr.json). It has no dependencies, so that an offline form can carry it.

export type Value = string | number | boolean
type Node = { op: string; text?: string; num?: number; args: Node[] }

/** An expression that has been read: the items it asks about, and how to work it out. */
export interface Expr {
  refs: string[]
  eval: (get: (name: string) => Value, self?: Value) => Value
}

export class ExprError extends Error {
  constructor(
    readonly code: string,
    readonly at: number,
  ) {
    super(code)
  }
}

const deepest = 40
const longest = 1000
const arity: Record<string, [number, number]> = {
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  selected: [2, 2],
  'count-selected': [1, 1],
  'string-length': [1, 1],
  number: [1, 1],
  if: [3, 3],
  coalesce: [2, 2],
  contains: [2, 2],
  'starts-with': [2, 2],
}
const levels = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']]

interface Token {
  kind: 'end' | 'num' | 'text' | 'ref' | 'self' | 'name' | 'sign'
  text: string
  at: number
}

const word =
  /^(?:(?<num>\d+\.?\d*|\.\d+)|(?<text>'[^']*'|"[^"]*")|(?<ref>\$\{[^}]*\})|(?<self>\.)|(?<name>[A-Za-z_][A-Za-z0-9_:-]*)|(?<sign>!=|<=|>=|[=<>+\-*(),]))/

/** parseExpr reads an expression or throws an ExprError that says where it stumbled. */
export function parseExpr(text: string): Expr {
  if ([...text].length > longest) throw new ExprError('field_too_long', 1)
  const p = new Parser(text)
  const root = p.all()
  return { refs: [...p.refs], eval: (get, self = '') => work(root, get, self) }
}

class Parser {
  readonly refs = new Set<string>()
  private pos = 0
  private depth = 0
  private tok: Token

  constructor(private readonly text: string) {
    this.tok = this.next()
  }

  all(): Node {
    const root = this.binary(0)
    if (this.tok.kind !== 'end') throw this.strange()
    return root
  }

  private next(): Token {
    while (' \t\r\n'.includes(this.text[this.pos] ?? 'x')) this.pos++
    const at = [...this.text.slice(0, this.pos)].length + 1
    const rest = this.text.slice(this.pos)
    if (rest === '') return { kind: 'end', text: '', at }
    const found = word.exec(rest)
    if (!found?.groups) {
      const wide = '‘’“”（），＝＞＜＄｛｝'.includes([...rest][0] ?? '')
      throw new ExprError(wide ? 'checklist_expr_width' : 'checklist_expr_syntax', at)
    }
    this.pos += found[0].length
    const [kind, raw] = Object.entries(found.groups).find(([, v]) => v !== undefined) as [Token['kind'], string]
    if (kind === 'text') return { kind, text: raw.slice(1, -1), at }
    if (kind !== 'ref') return { kind, text: raw, at }
    const name = raw.slice(2, -1).trim()
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,59}$/.test(name)) throw new ExprError('checklist_expr_syntax', at)
    return { kind, text: name, at }
  }

  private strange() {
    return new ExprError('checklist_expr_syntax', this.tok.at)
  }

  private step() {
    this.tok = this.next()
  }

  private binary(level: number): Node {
    const ops = levels[level]
    if (!ops) return this.unary()
    let left = this.binary(level + 1)
    while ((this.tok.kind === 'sign' || this.tok.kind === 'name') && ops.includes(this.tok.text)) {
      const op = this.tok.text
      this.step()
      left = { op, args: [left, this.binary(level + 1)] }
    }
    return left
  }

  private deeper<T>(fn: () => T): T {
    if (++this.depth > deepest) throw new ExprError('checklist_expr_deep', this.tok.at)
    const out = fn()
    this.depth--
    return out
  }

  private unary(): Node {
    if (this.tok.kind !== 'sign' || this.tok.text !== '-') return this.primary()
    return this.deeper(() => {
      this.step()
      return { op: 'neg', args: [this.unary()] }
    })
  }

  private primary(): Node {
    const t = this.tok
    if (t.kind === 'name') return this.call()
    if (t.kind === 'sign' && t.text === '(') {
      return this.deeper(() => {
        this.step()
        const inner = this.binary(0)
        this.sign(')')
        return inner
      })
    }
    if (t.kind === 'end' || t.kind === 'sign') throw this.strange()
    if (t.kind === 'ref') this.refs.add(t.text)
    this.step()
    return t.kind === 'num' ? { op: 'num', num: Number(t.text), args: [] } : { op: t.kind, text: t.text, args: [] }
  }

  private sign(s: string) {
    if (this.tok.kind !== 'sign' || this.tok.text !== s) throw this.strange()
    this.step()
  }

  private call(): Node {
    const { text: name, at } = this.tok
    const limits = Object.hasOwn(arity, name) ? arity[name] : undefined
    if (!limits) throw new ExprError('checklist_expr_function', at)
    return this.deeper(() => {
      this.step()
      this.sign('(')
      const args: Node[] = []
      while (!(this.tok.kind === 'sign' && this.tok.text === ')')) {
        if (args.length > 0) this.sign(',')
        args.push(this.binary(0))
      }
      if (args.length < limits[0] || args.length > limits[1]) throw new ExprError('checklist_expr_function', at)
      this.step()
      return { op: name, args }
    })
  }
}

/** truth is a value as a condition: a text that is not empty, a number that is neither nought nor none. */
export function truth(v: Value): boolean {
  if (typeof v === 'string') return v !== ''
  return typeof v === 'number' ? v !== 0 && !Number.isNaN(v) : v
}

function numberOf(v: Value): number {
  if (typeof v === 'boolean') return v ? 1 : 0
  if (typeof v === 'number') return v
  const text = v.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN
}

const words = (v: Value) =>
  String(v)
    .split(/[ \t\r\n]+/)
    .filter(w => w !== '')

function equal(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return truth(a) === truth(b)
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) === numberOf(b)
  return a === b
}

function work(n: Node, get: (name: string) => Value, self: Value): Value {
  const arg = (i: number) => work(n.args[i] as Node, get, self)
  const num = (i: number) => numberOf(arg(i))
  switch (n.op) {
    case 'num':
      return n.num ?? Number.NaN
    case 'text':
      return n.text ?? ''
    case 'self':
      return self
    case 'ref':
      return get(n.text ?? '')
    case 'true':
      return true
    case 'false':
      return false
    case 'and':
      return truth(arg(0)) && truth(arg(1))
    case 'or':
      return truth(arg(0)) || truth(arg(1))
    case 'if':
      return truth(arg(0)) ? arg(1) : arg(2)
    case 'not':
      return !truth(arg(0))
    case 'neg':
      return -num(0)
    case 'number':
      return num(0)
    case 'string-length':
      return [...String(arg(0))].length
    case 'count-selected':
      return words(arg(0)).length
    case '=':
      return equal(arg(0), arg(1))
    case '!=':
      return !equal(arg(0), arg(1))
    case '<':
      return num(0) < num(1)
    case '<=':
      return num(0) <= num(1)
    case '>':
      return num(0) > num(1)
    case '>=':
      return num(0) >= num(1)
    case 'selected':
      return words(arg(0)).includes(String(arg(1)).trim())
    case 'contains':
      return String(arg(0)).includes(String(arg(1)))
    case 'starts-with':
      return String(arg(0)).startsWith(String(arg(1)))
    case 'coalesce':
      return arg(0) === '' ? arg(1) : arg(0)
    case '+':
      return num(0) + num(1)
    case '-':
      return num(0) - num(1)
    case '*':
      return num(0) * num(1)
    case 'div':
      return num(0) / num(1)
    default:
      return num(0) % num(1)
  }
}
