import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Panel } from '@/kit'
import css from './Compare.module.css'
import type { Detail } from './types'

/** 语音备注: what the finder said on the spot, played by the browser itself. Nothing is fetched before it is asked for. */
export function VoiceNote({ detail }: { detail: Detail }) {
  const t = useT('hazard')
  if (!detail.voice) return null
  const at = url(`/files/${detail.voice}`)
  return (
    <Panel title={t('voice.title')}>
      {/* biome-ignore lint/a11y/useMediaCaption: the words of a voice note are typed beside it, in the finding's text */}
      <audio className={css.voice} src={at} controls preload="none" aria-label={t('voice.title')} />
      <div className={css.strip}>
        <span>{t('voice.lead')}</span>
        <a href={at} download>
          {t('voice.save')}
        </a>
      </div>
    </Panel>
  )
}
