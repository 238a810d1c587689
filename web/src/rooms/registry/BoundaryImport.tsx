import { useRef, useState } from 'react'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Actions, Button, Failure, Note, toast } from '@/kit'
import { type Boundaries, useBoundaries } from './data'
import css from './Registry.module.css'

const largest = 32 * 1024 * 1024

/** Boundaries come in like tables do: looked at first, stored afterwards. */
export function BoundaryImport({ onDone }: { onDone: () => void }) {
  const t = useT('registry')
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [large, setLarge] = useState(false)
  const look = useBoundaries(true)
  const store = useBoundaries(false)
  const take = (picked?: File | null) => {
    if (input.current) input.current.value = ''
    if (!picked) return
    setLarge(picked.size > largest)
    if (picked.size > largest) return
    setFile(picked)
    store.reset()
    look.mutate({ file: picked, key: uuidv7() })
  }
  const done = (result: Boundaries) => {
    toast(t('places.saved', { count: result.changed.length }))
    onDone()
  }
  const found = look.data
  return (
    <div className={css.check}>
      <p>{t('places.importWhy')}</p>
      <input
        ref={input}
        type="file"
        accept=".json,.geojson,application/geo+json,application/json"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('places.choose')}
        onChange={e => take(e.target.files?.[0])}
      />
      {large && <Note tone="warn">{t('places.tooLarge')}</Note>}
      {(look.error || store.error) && <Failure problem={look.error ?? store.error} />}
      {found && !look.isPending && <Found found={found} />}
      <Actions>
        {found && found.changed.length > 0 && file ? (
          <>
            <Button
              look="primary"
              busy={store.isPending}
              onClick={() => store.mutate({ file, key: uuidv7() }, { onSuccess: done })}
            >
              {t('places.save', { count: found.changed.length })}
            </Button>
            <Button onClick={() => input.current?.click()}>{t('places.again')}</Button>
          </>
        ) : (
          <Button look="primary" icon="import" busy={look.isPending} onClick={() => input.current?.click()}>
            {t(found ? 'places.again' : 'places.choose')}
          </Button>
        )}
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </div>
  )
}

function Found({ found }: { found: Boundaries }) {
  const t = useT('registry')
  const { changed, same, wrong } = found
  return (
    <section className={css.check} aria-live="polite">
      <h3>{t('places.check')}</h3>
      {changed.length > 0 && (
        <p>{t('places.would', { count: changed.length, names: namesOf(found).join(t('comma')) })}</p>
      )}
      {same > 0 && <p>{t('places.same', { count: same })}</p>}
      {changed.length + same + wrong.length === 0 && <p>{t('places.nothing')}</p>}
      {wrong.length > 0 && (
        <>
          <Note tone="warn">{t('places.wrong', { count: wrong.length })}</Note>
          <ul className={css.bad}>
            {wrong.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const namesOf = (found: Boundaries) => found.changed.slice(0, 20).map(p => p.name)
