import { useState } from 'react'
import { useT } from '@/app/i18n'
import { CheckField } from '@/parts'
import type { Column } from './DataTable'
import { Pop } from './Menu'

export interface Columns<R> {
  all: Column<R>[]
  visible: Column<R>[]
  hidden: ReadonlySet<string>
  show: (key: string, on: boolean) => void
}

const memory = (id: string) => `anlan.columns.${id}`

function recall<R>(id: string, columns: Column<R>[]): Set<string> {
  try {
    const kept = localStorage.getItem(memory(id))
    if (kept) return new Set(JSON.parse(kept) as string[])
  } catch {
    // Unreadable memory is no memory.
  }
  return new Set(columns.filter(c => c.spare).map(c => c.key))
}

/** useColumns remembers in this browser which columns of a table are shown. */
export function useColumns<R>(id: string, all: Column<R>[]): Columns<R> {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => recall(id, all))
  const show = (key: string, on: boolean) => {
    const next = new Set(hidden)
    if (on) next.delete(key)
    else next.add(key)
    setHidden(next)
    try {
      localStorage.setItem(memory(id), JSON.stringify([...next]))
    } catch {
      // Then it holds for this visit only.
    }
  }
  return { all, hidden, show, visible: all.filter(c => c.main || !hidden.has(c.key)) }
}

export function ColumnMenu<R>({ columns }: { columns: Columns<R> }) {
  const t = useT('kit')
  return (
    <Pop icon="columns" label={t('table.columns')} title={t('table.columns')}>
      {columns.all
        .filter(c => !c.main)
        .map(c => (
          <CheckField
            key={c.key}
            label={c.title}
            checked={!columns.hidden.has(c.key)}
            onChecked={on => columns.show(c.key, on)}
          />
        ))}
    </Pop>
  )
}
