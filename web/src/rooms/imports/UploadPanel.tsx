import { useState } from 'react'
import { url } from '@/api/client'
import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Failure, FileButton, Icon, Job } from '@/kit'
import { type Preview, usePreview } from './data'
import css from './Imports.module.css'

const largest = 10 * 1024 * 1024

/** Two steps side by side: take the template, bring it back. */
export function UploadPanel({ kind, onPreview }: { kind: string; onPreview: (preview: Preview) => void }) {
  const t = useT('imports')
  const [share, setShare] = useState(0)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState('')
  const preview = usePreview(kind, setShare)
  const take = (file?: File | null) => {
    if (!file) return
    const refusal = refuse(file)
    setWrong(refusal && t(`refuse.${refusal}`, { name: file.name, max: sayBytes(largest) }))
    if (!refusal) preview.mutate({ file, key: uuidv7() }, { onSuccess: onPreview })
  }
  return (
    <div className={css.steps}>
      <section className={css.step}>
        <h2>{t('step.template')}</h2>
        <p>{t('step.templateText')}</p>
        <div className={css.buttons}>
          <a className={css.download} href={url('/imports/template', { kind })} download>
            <Icon name="import" size={16} />
            {t('step.download')}
          </a>
          <a className={css.download} href={url('/units.xlsx', { kind })} download>
            <Icon name="import" size={16} />
            {t('step.present')}
          </a>
        </div>
      </section>
      <section
        className={`${css.step} ${over ? css.over : ''}`}
        aria-label={t('step.upload')}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={e => {
          e.preventDefault()
          setOver(false)
          take(e.dataTransfer.files[0])
        }}
      >
        <h2>{t('step.upload')}</h2>
        <p>{t('step.uploadText')}</p>
        <div>
          <FileButton
            label={t('step.choose')}
            accept=".xlsx"
            look="primary"
            icon="export"
            busy={preview.isPending}
            onFile={take}
          />
        </div>
        {preview.isPending && <Sending share={share} />}
        {wrong && (
          <p className={css.wrong} role="alert">
            {wrong}
          </p>
        )}
        {preview.error && !wrong && <Failure problem={preview.error} />}
      </section>
    </div>
  )
}

/** The share that has been sent; then the checking, which takes its own time. */
function Sending({ share }: { share: number }) {
  const t = useT('imports')
  if (share >= 1) return <p role="status">{t('step.checking')}</p>
  return <Job label={t('step.sending')} done={Math.round(share * 100)} total={100} />
}

function refuse(file: File): '' | 'empty' | 'type' | 'large' {
  if (file.size === 0) return 'empty'
  if (!file.name.toLowerCase().endsWith('.xlsx')) return 'type'
  return file.size > largest ? 'large' : ''
}
