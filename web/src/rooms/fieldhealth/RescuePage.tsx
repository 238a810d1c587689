import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { sayBytes } from '@/app/bytes'
import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { Button, Empty, Failure, FileButton, Note, Page, Panel, toast } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import css from './Rescue.module.css'
import { RescueFiles, RescueParts } from './RescueTable'
import { refuse } from './refuse'

export type Rescue = components['schemas']['RescueResult']

function useRescue(dry: boolean) {
  return useMutation({
    mutationFn: (file: File) => api.post<Rescue>('/field/rescue', file, { key: uuidv7(), query: { dry } }),
  })
}

/** 救援文件: what a phone could not hand in by itself comes in as a file; first it is only looked at, record by record. */
export default function RescuePage() {
  const t = useT('fieldhealth')
  const [file, setFile] = useState<File>()
  const look = useRescue(true)
  const bring = useRescue(false)
  const result = bring.data ?? look.data
  const take = (picked: File) => {
    bring.reset()
    setFile(picked)
    look.mutate(picked)
  }
  const go = () =>
    file && bring.mutate(file, { onSuccess: r => toast(t('rescue.done', { count: r.counts.received ?? 0 })) })
  const fresh = (look.data?.counts.new ?? 0) + (look.data?.counts.held ?? 0)
  return (
    <Page name={t('rescue.nav')} title={t('rescue.title')} lead={t('rescue.lead')}>
      <Pick busy={look.isPending} onFile={take} />
      {look.error && <Failure problem={look.error} />}
      {bring.error && <Failure problem={bring.error} onRetry={go} />}
      {file && result && (
        <>
          <Head file={file} result={result} done={Boolean(bring.data)} />
          {!bring.data && (
            <div className={css.verbs}>
              <Button look="primary" icon="import" busy={bring.isPending} disabled={fresh === 0} onClick={go}>
                {t('rescue.bring', { count: fresh })}
              </Button>
            </div>
          )}
          <Panel title={t('rescue.parts', { count: result.parts.length })} flush>
            {result.parts.length > 0 ? <RescueParts parts={result.parts} /> : <Empty title={t('rescue.noParts')} />}
          </Panel>
          {result.files.length > 0 && (
            <Panel title={t('rescue.files', { count: result.files.length })} flush>
              <RescueFiles files={result.files} />
            </Panel>
          )}
        </>
      )}
    </Page>
  )
}

function Pick({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const t = useT('fieldhealth')
  const [wrong, setWrong] = useState('')
  const take = (file: File) => {
    const why = refuse(file)
    setWrong(why && t(`rescue.${why}`, { name: file.name }))
    if (!why) onFile(file)
  }
  return (
    <Panel title={t('rescue.step')}>
      <p>{t('rescue.how')}</p>
      <div className={css.verbs}>
        <FileButton label={t('rescue.choose')} accept=".anlan" icon="file" busy={busy} onFile={take} />
      </div>
      {wrong && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
    </Panel>
  )
}

function Head({ file, result, done }: { file: File; result: Rescue; done: boolean }) {
  const t = useT('fieldhealth')
  const say = useSay()
  return (
    <>
      <p role="status">
        {t(done ? 'rescue.was' : 'rescue.would', {
          name: file.name,
          size: sayBytes(file.size),
          at: say.time(result.made),
        })}
      </p>
      {!result.whole && <Note tone="warn">{t('rescue.cut')}</Note>}
    </>
  )
}
