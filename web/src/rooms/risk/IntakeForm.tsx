import { useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, CheckField, Failure, Note, toast } from '@/kit'
import { type Intake, useIntake } from './data'
import css from './Risk.module.css'

/** Points come in as tables (.xlsx) and maps (.geojson) do: looked at first, stored afterwards. */
export function IntakeForm({ onDone }: { onDone: () => void }) {
  const t = useT('risk')
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [gcj02, setGcj02] = useState(false)
  const look = useIntake(true)
  const store = useIntake(false)
  const ask = (picked: File, shifted: boolean) => {
    setFile(picked)
    store.reset()
    look.mutate({ file: picked, gcj02: shifted, key: uuidv7() })
  }
  const done = (r: Intake) => {
    toast(t('intake.done', { fresh: r.new, changed: r.changed }))
    onDone()
  }
  const found = look.data
  const some = found && found.new + found.changed > 0
  return (
    <div className={css.stack}>
      <p>{t('intake.why')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.json,.geojson"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('intake.choose')}
        onChange={e => {
          const picked = e.target.files?.[0]
          if (picked) ask(picked, gcj02)
          e.target.value = ''
        }}
      />
      <CheckField
        label={t('intake.gcj02')}
        checked={gcj02}
        onChecked={v => {
          setGcj02(v)
          if (file) ask(file, v)
        }}
      />
      {(look.error || store.error) && <Failure problem={look.error ?? store.error} />}
      {found && !look.isPending && <Found found={found} />}
      <Actions>
        {some && file && (
          <Button
            look="primary"
            busy={store.isPending}
            onClick={() => store.mutate({ file, gcj02, key: uuidv7() }, { onSuccess: done })}
          >
            {t('intake.save', { count: found.new + found.changed })}
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

function Found({ found }: { found: Intake }) {
  const t = useT('risk')
  return (
    <section className={css.stack} aria-live="polite">
      <p>{t('intake.would', { fresh: found.new, changed: found.changed, same: found.same })}</p>
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
  )
}
