import { useState } from 'react'
import { url } from '@/api/client'
import { useWay } from '@/api/way'
import { useT } from '@/app/i18n'
import type { Screen as Shown } from '@/app/rooms'
import { navigate } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { Screen } from '@/fieldkit'
import { AreaField, Button, Loaded, Tag, TextField, toast } from '@/parts'
import css from './Capture.module.css'
import { type FoundRow, useFoundOne } from './found'
import './words'

/** One finding; whoever found it may put its facts right, also without a network. */
export default function FoundOne({ params }: Shown) {
  const t = useT('finding')
  const one = useFoundOne(params.id ?? '')
  return (
    <Screen
      name={t('found.name')}
      title={one.data?.number ?? t('found.name')}
      back={{ to: '/hazards', label: t('found.name') }}
    >
      <Loaded query={one}>
        {h => (
          <>
            <Tag>{t(`state.${h.state}`)}</Tag>
            {h.thumb && navigator.onLine && (
              <img className={css.picture} src={url(`/files/${h.thumb}/thumb`)} alt={t('found.alt')} />
            )}
            <Amend key={h.revision} hazard={h} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

/** Amend sends only what was changed, on the sight of the revision that was shown. */
function Amend({ hazard: h }: { hazard: FoundRow }) {
  const t = useT('finding')
  const way = useWay()
  const [text, setText] = useState(h.text)
  const [where, setWhere] = useState(h.where ?? '')
  const may = h.can?.some(c => c.verb === 'amend')
  const changed = {
    ...(text.trim() !== h.text && { text: text.trim() }),
    ...(where.trim() !== (h.where ?? '') && { where: where.trim() }),
  }
  const send = async () => {
    await way.act({
      kind: 'hazard.amend',
      title: `${h.number} ${text.trim()}`,
      path: `/hazards/${h.id}/amend`,
      body: { base: h.revision, ...changed },
      key: uuidv7(),
      files: [],
    })
    toast(t('amend.kept'))
    navigate('/outbox')
  }
  if (!may) return <p>{h.text}</p>
  return (
    <div className={css.block}>
      <AreaField name="text" label={t('amend.text')} rows={3} maxLength={2000} value={text} onValue={setText} />
      <TextField name="where" label={t('amend.where')} optional maxLength={100} value={where} onValue={setWhere} />
      <Button
        look="primary"
        wide
        disabled={Object.keys(changed).length === 0 || text.trim() === ''}
        onClick={() => void send()}
      >
        {t('amend.send')}
      </Button>
    </div>
  )
}
