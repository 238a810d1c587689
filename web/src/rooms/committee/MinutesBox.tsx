import { useState } from 'react'
import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { AreaField, Button, FileButton, Form, Job } from '@/kit'
import { refuse } from '@/parts/FileDrop'
import css from './Minutes.module.css'
import type { ReadingState } from './useReading'

const accept = '.txt,.docx'
const most = 20 * 1024 * 1024

/** Paste the text, or choose or drop a .txt or .docx. What is wrong with it is said before it is sent, or by the reader. */
export function MinutesBox({ state }: { state: ReadingState }) {
  const t = useT('committee')
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)
  const [error, setError] = useState<string>()
  const busy = state.stage !== 'idle'
  const choose = (file: File | undefined) => {
    if (!file) return
    const why = refuse(file, accept, most)
    setError(why && t(`minutes.${why.replace('file.', '')}`, { name: file.name, max: sayBytes(most) }))
    if (!why) void state.readFile(file)
  }
  const send = () => {
    setError(text.trim() ? undefined : t('minutes.nothing'))
    if (text.trim()) void state.readText(text)
  }
  return (
    <Form onSubmit={send} errors={error ? { text: error } : {}} problem={state.problem}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button below does the same */}
      <div
        className={over ? css.over : css.drop}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={e => {
          e.preventDefault()
          setOver(false)
          choose(e.dataTransfer.files[0])
        }}
      >
        <AreaField
          name="text"
          label={t('minutes.paste')}
          hint={t('minutes.hint')}
          rows={14}
          value={text}
          onValue={setText}
          spellCheck={false}
        />
      </div>
      {busy && <Progress state={state} />}
      <div className={css.verbs}>
        <Button type="submit" look="primary" busy={busy}>
          {t('minutes.read')}
        </Button>
        <FileButton label={t('minutes.file')} accept={accept} icon="import" onFile={choose} />
        <span className="muted">{t('minutes.drop')}</span>
      </div>
    </Form>
  )
}

function Progress({ state }: { state: ReadingState }) {
  const t = useT('committee')
  if (state.stage === 'sending')
    return <Job label={t('minutes.sending')} done={Math.round(state.share * 100)} total={100} />
  return (
    <p className={css.reading} role="status">
      {t('minutes.reading')}
    </p>
  )
}
