// The grammar of checklist expressions: XPath's operators, loosest first. What cannot be read throws a SyntaxError.

export interface Node {
  op: string
  text?: string
  num?: number
  args: Node[]
}

interface Token {
  kind: 'end' | 'number' | 'text' | 'ref' | 'self' | 'name' | 'sign'
  text: string
}

const shapes: [Token['kind'], RegExp][] = [
  ['text', /^(?:'([^']*)'|"([^"]*)")/],
  ['ref', /^\$\{\s*([A-Za-z_][\w-]*)\s*\}/],
  ['number', /^(?:\d+\.?\d*|\.\d+)/],
  ['self', /^\./],
  ['name', /^[A-Za-z_][\w\-:]*/],
  ['sign', /^(?:!=|<=|>=|[=<>+\-*(),])/],
]

function tokens(text: string): Token[] {
  const out: Token[] = []
  let rest = text.trimStart()
  while (rest !== '') {
    const found = shapes.map(([kind, shape]) => ({ kind, m: shape.exec(rest) })).find(f => f.m)
    if (!found?.m) throw new SyntaxError(rest)
    const { kind, m } = found
    out.push({ kind, text: kind === 'text' ? (m[1] ?? m[2] ?? '') : kind === 'ref' ? (m[1] ?? '') : m[0] })
    rest = rest.slice(m[0].length).trimStart()
  }
  return [...out, { kind: 'end', text: '' }]
}

const levels = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']]
const arity: Record<string, number> = {
  not: 1,
  true: 0,
  false: 0,
  selected: 2,
  'count-selected': 1,
  'string-length': 1,
  number: 1,
  if: 3,
  coalesce: 2,
  contains: 2,
  'starts-with': 2,
}

/** parse reads an expression. */
export const parse = (text: string): Node => new Reader(tokens(text)).all()

class Reader {
  private at = 0
  private depth = 0
  constructor(private readonly list: Token[]) {}

  private get tok(): Token {
    return this.list[this.at] as Token
  }
  private sign(text: string): void {
    if (this.tok.kind !== 'sign' || this.tok.text !== text) throw new SyntaxError(this.tok.text)
    this.at++
  }
  private isSign(text: string): boolean {
    return this.tok.kind === 'sign' && this.tok.text === text
  }

  all(): Node {
    const root = this.binary(0)
    if (this.tok.kind !== 'end') throw new SyntaxError(this.tok.text)
    return root
  }

  private binary(level: number): Node {
    const ops = levels[level]
    if (!ops) return this.unary()
    let left = this.binary(level + 1)
    while ((this.tok.kind === 'sign' || this.tok.kind === 'name') && ops.includes(this.tok.text)) {
      const op = this.tok.text
      this.at++
      left = { op, args: [left, this.binary(level + 1)] }
    }
    return left
  }

  private unary(): Node {
    if (!this.isSign('-')) return this.primary()
    return this.deeper(() => {
      this.at++
      return { op: 'neg', args: [this.unary()] }
    })
  }

  private primary(): Node {
    const t = this.tok
    if (t.kind === 'name') return this.deeper(() => this.call())
    if (t.kind === 'sign') {
      return this.deeper(() => {
        this.sign('(')
        const inner = this.binary(0)
        this.sign(')')
        return inner
      })
    }
    if (t.kind === 'end') throw new SyntaxError('')
    this.at++
    return { op: t.kind, text: t.text, num: t.kind === 'number' ? Number(t.text) : undefined, args: [] }
  }

  private call(): Node {
    const { text: op } = this.tok
    if (!(op in arity)) throw new SyntaxError(op)
    this.at++
    this.sign('(')
    const args: Node[] = []
    while (!this.isSign(')')) {
      if (args.length > 0) this.sign(',')
      args.push(this.binary(0))
    }
    this.at++
    if (args.length !== arity[op]) throw new SyntaxError(op)
    return { op: `${op}()`, args }
  }

  private deeper(read: () => Node): Node {
    if (++this.depth > 40) throw new SyntaxError('…')
    const node = read()
    this.depth--
    return node
  }
}
