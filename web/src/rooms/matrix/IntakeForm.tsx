import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, Failure, Note, toast } from '@/kit'
import type { Intake } from './data'
import css from './Matrix.module.css'

function useIntake(dry: boolean) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, key }: { file: File; key: string }) => {
      const form = new FormData()
      form.append('file', file)
      return api.post<Intake>('/matrix/xlsx', form, { key, query: { dry: dry || undefined } })
    },
    onSuccess: () => {
      if (!dry) void queries.invalidateQueries({ queryKey: ['matrix'] })
    },
  })
}

/** A table of cells is looked at first and stored afterwards; a change of posts (换届) has its own table. */
export function IntakeForm({ onDone }: { onDone: () => void }) {
  const t = useT('matrix')
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const look = useIntake(true)
  const store = useIntake(false)
  const found = look.data
  const some = found && found.new + found.ended > 0
  const take = (picked: File) => {
    setFile(picked)
    look.mutate({ file: picked, key: uuidv7() })
  }
  const save = () =>
    file &&
    store.mutate(
      { file, key: uuidv7() },
      {
        onSuccess: r => {
          toast(t('intake.done', { fresh: r.new, ended: r.ended }))
          onDone()
        },
      },
    )
  return (
    <div className={css.stack}>
      <p>
        {t('intake.why')} <Link to="/imports">{t('intake.people')}</Link>
      </p>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('intake.choose')}
        onChange={e => {
          const picked = e.target.files?.[0]
          if (picked) take(picked)
          e.target.value = ''
        }}
      />
      {(look.error || store.error) && <Failure problem={look.error ?? store.error} />}
      {found && (
        <section aria-live="polite" className={css.stack}>
          <p>{t('intake.would', { fresh: found.new, ended: found.ended, same: found.same })}</p>
          {found.wrong.length > 0 && (
            <>
              <Note tone="warn">{t('intake.wrong', { count: found.refused })}</Note>
              <ul className={css.bad}>
                {found.wrong.slice(0, 50).map(w => (
                  <li key={w.row}>{t('intake.row', { row: w.row, name: w.name, why: w.why.join(' ') })}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      <Actions>
        {some && (
          <Button look="primary" busy={store.isPending} onClick={save}>
            {t('intake.save', { count: found.new + found.ended })}
          </Button>
        )}
        <Button
          look={some ? undefined : 'primary'}
          icon="import"
          busy={look.isPending}
          onClick={() => input.current?.click()}
        >
          {t(found ? 'intake.again' : 'intake.choose')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </div>
  )
}
