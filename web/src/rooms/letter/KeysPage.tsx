import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Button, type Column, DataTable, Dialog, Note, Page, Panel, Tag } from '@/kit'
import { type Key, useKeys } from './data'
import { EndKey } from './EndKey'
import { LetterTabs } from './LetterTabs'
import { Enrol } from './SignForm'
import './words'

/** My own signing keys: the one that lives, those that ended, and the way to end one that is lost. */
export default function KeysPage() {
  const t = useT('letter')
  const keys = useKeys()
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Key>()
  const live = keys.data?.items.find(k => !k.ended)
  const old = live && !live.born
  return (
    <Page
      name={t('tab.keys')}
      title={t(live ? 'keys.have' : 'keys.none')}
      lead={t('keys.lead')}
      action={
        (!live || old) && (
          <Button look="primary" icon="lock" onClick={() => setMaking(true)}>
            {t(old ? 'keys.renew' : 'key.make')}
          </Button>
        )
      }
    >
      <LetterTabs at="keys" />
      <Panel flush>
        <DataTable
          id="letter-keys"
          label={t('tab.keys')}
          columns={useColumns(setEnding)}
          rows={keys.data?.items}
          error={keys.error}
          rowKey={k => k.id}
          empty={<p className="muted">{t('keys.empty')}</p>}
        />
      </Panel>
      {old && <Note tone="warn">{t('keys.old')}</Note>}
      <Note>{t('keys.stays')}</Note>
      <Dialog open={making} title={t('key.make')} onClose={() => setMaking(false)}>
        <Enrol hint={t('key.first')} onDone={() => setMaking(false)} />
      </Dialog>
      <Dialog open={Boolean(ending)} title={t('key.lost')} onClose={() => setEnding(undefined)}>
        {ending && <EndKey id={ending.id} onDone={() => setEnding(undefined)} />}
      </Dialog>
    </Page>
  )
}

function useColumns(onEnd: (key: Key) => void): Column<Key>[] {
  const t = useT('letter')
  const { lang } = usePrefs()
  return [
    { key: 'suite', title: t('sign.suite'), main: true, render: k => k.suite },
    {
      key: 'born',
      title: t('keys.born'),
      width: '200px',
      render: k => t(k.born ? 'keys.device' : 'keys.server'),
    },
    { key: 'made', title: t('keys.made'), width: '170px', render: k => sayTime(k.made, lang) },
    {
      key: 'state',
      title: t('standing'),
      width: '220px',
      render: k => (
        <Tag tone={k.ended ? 'plain' : 'done'}>
          {k.ended ? t('keys.ended', { at: sayTime(k.ended, lang) }) : t('keys.live')}
        </Tag>
      ),
    },
    {
      key: 'verbs',
      title: t('verbs'),
      width: '130px',
      render: k =>
        !k.ended && (
          <Button small look="quiet" onClick={() => onEnd(k)}>
            {t('key.end')}
          </Button>
        ),
    },
  ]
}
