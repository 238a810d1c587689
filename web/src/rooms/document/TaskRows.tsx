import { useT } from '@/app/i18n'
import { Button, Panel, TextField } from '@/kit'
import css from './Document.module.css'
import type { Task } from './data'

const fields = ['what', 'lead', 'with', 'due', 'standard'] as const

/** The rows of a table of tasks (任务分解表). */
export function TaskRows({ rows, onRows }: { rows: Task[]; onRows: (rows: Task[]) => void }) {
  const t = useT('document')
  const change = (at: number, patch: Partial<Task>) => onRows(rows.map((r, i) => (i === at ? { ...r, ...patch } : r)))
  return (
    <Panel title={t('tasks.title', { count: rows.length })}>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their number, which is printed
        <fieldset key={i} className={css.task}>
          <legend>{t('tasks.one', { n: i + 1 })}</legend>
          {fields.map(f => (
            <TextField
              key={f}
              name={`task-${i}-${f}`}
              label={t(`tasks.${f}`)}
              optional={f !== 'what' && f !== 'lead'}
              value={row[f] ?? ''}
              onValue={x => change(i, { [f]: x })}
            />
          ))}
          <Button look="quiet" small onClick={() => onRows(rows.filter((_, at) => at !== i))}>
            {t('tasks.drop', { n: i + 1 })}
          </Button>
        </fieldset>
      ))}
      <Button icon="plus" onClick={() => onRows([...rows, { what: '', lead: '' }])}>
        {t('tasks.add')}
      </Button>
    </Panel>
  )
}
