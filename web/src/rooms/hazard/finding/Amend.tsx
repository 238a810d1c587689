import { useState } from 'react'
import { useWay } from '@/api/way'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { AreaField, Button, TextField, toast } from '@/parts'
import css from './Capture.module.css'
import type { OneHazard } from './mine'

/** Amend sends only what was changed, on the sight of what stood there when it was opened: whatever comes in while one
 * types, nothing typed is lost. */
export function Amend({ hazard }: { hazard: OneHazard }) {
  const t = useT('finding')
  const [h] = useState(hazard)
  const way = useWay()
  const [text, setText] = useState(h.text)
  const [where, setWhere] = useState(h.where ?? '')
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
  return (
    <section className={css.block}>
      <h2>{t('amend.title')}</h2>
      <AreaField name="text" label={t('amend.text')} rows={3} maxLength={2000} value={text} onValue={setText} />
      <TextField name="where" label={t('amend.where')} optional maxLength={100} value={where} onValue={setWhere} />
      <Button wide disabled={Object.keys(changed).length === 0 || text.trim() === ''} onClick={() => void send()}>
        {t('amend.send')}
      </Button>
    </section>
  )
}
