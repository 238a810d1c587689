import { type ReactNode, useState } from 'react'
import { AreaField } from '@/kit'

interface Props<R> {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  rows?: number
  /** What the lines say at the beginning. */
  start: R[]
  write: (row: R) => string
  read: (line: string) => R
  onRows: (rows: R[]) => void
}

/** LinesField is a list written as lines: what is typed stays as it is typed, and is read on the side. */
export function LinesField<R>({ start, write, read, onRows, ...rest }: Props<R>) {
  const [text, setText] = useState(() => start.map(write).join('\n'))
  const type = (typed: string) => {
    setText(typed)
    onRows(
      typed
        .split('\n')
        .filter(line => line.trim() !== '')
        .map(read),
    )
  }
  return <AreaField {...rest} value={text} onValue={type} />
}

/** cells cuts a line at its bars. */
export function cells(line: string): [string, string, string] {
  const [a = '', b = '', c = ''] = line.split('|').map(part => part.trim())
  return [a, b, c]
}

/** bars joins cells, leaving empty ones at the end out. */
export function bars(...parts: (string | undefined)[]): string {
  return parts
    .map(p => p ?? '')
    .join(' | ')
    .replace(/( \| )+$/, '')
}
