import { type Node, parse } from './parse'

// The expressions of checklists on the phone: the same small language as internal/inspection/checklist, held to the same
// examples (testdata/expr.json there). What cannot be read counts as not said: the county checks again.

export type Value = string | number | boolean

const read = new Map<string, Node | undefined>()

function parsed(text: string): Node | undefined {
  if (!read.has(text)) {
    try {
      read.set(text, parse(text))
    } catch {
      read.set(text, undefined)
    }
  }
  return read.get(text)
}

/** evaluate works an expression out; undefined when it cannot be read. */
export function evaluate(text: string, get: (name: string) => Value, self: Value = ''): Value | undefined {
  const node = parsed(text)
  return node && evalNode(node, get, self)
}

export const isTrue = (v: Value): boolean => (typeof v === 'string' ? v !== '' : Boolean(v) && !Number.isNaN(v))

export function num(v: Value): number {
  if (typeof v !== 'string') return Number(v)
  const s = v.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(s) ? Number(s) : Number.NaN
}

const str = (v: Value): string => String(v)
const words = (v: Value): string[] =>
  str(v)
    .split(/[ \t\r\n]+/)
    .filter(Boolean)

function evalNode(n: Node, get: (name: string) => Value, self: Value): Value {
  const arg = (i: number) => evalNode(n.args[i] as Node, get, self)
  switch (n.op) {
    case 'number':
      return n.num ?? Number.NaN
    case 'text':
      return n.text ?? ''
    case 'self':
      return self
    case 'ref':
      return get(n.text ?? '')
    case 'true()':
      return true
    case 'false()':
      return false
    case 'and':
      return isTrue(arg(0)) && isTrue(arg(1))
    case 'or':
      return isTrue(arg(0)) || isTrue(arg(1))
    case 'if()':
      return isTrue(arg(0)) ? arg(1) : arg(2)
  }
  return n.args.length === 1 ? one(n.op, arg(0)) : two(n.op, arg(0), arg(1))
}

function one(op: string, a: Value): Value {
  switch (op) {
    case 'not()':
      return !isTrue(a)
    case 'neg':
      return -num(a)
    case 'number()':
      return num(a)
    case 'string-length()':
      return [...str(a)].length
    default:
      return words(a).length // count-selected
  }
}

function two(op: string, a: Value, b: Value): Value {
  switch (op) {
    case '=':
      return equal(a, b)
    case '!=':
      return !equal(a, b)
    case '<':
      return num(a) < num(b)
    case '<=':
      return num(a) <= num(b)
    case '>':
      return num(a) > num(b)
    case '>=':
      return num(a) >= num(b)
    case 'selected()':
      return words(a).includes(str(b).trim())
    case 'contains()':
      return str(a).includes(str(b))
    case 'starts-with()':
      return str(a).startsWith(str(b))
    case 'coalesce()':
      return a === '' ? b : a
    default:
      return reckon(op, num(a), num(b))
  }
}

function reckon(op: string, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case 'div':
      return a / b
    default:
      return a % b
  }
}

/** equal compares as XPath does: truths if one is a truth, numbers if one is a number, else texts. */
function equal(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return isTrue(a) === isTrue(b)
  if (typeof a === 'number' || typeof b === 'number') return num(a) === num(b)
  return a === b
}
