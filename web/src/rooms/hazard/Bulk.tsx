import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, Dialog } from '@/kit'
import { ListMany } from './forms/ListMany'
import { UrgeMany } from './forms/UrgeMany'
import type { HazardRow } from './types'

/** What can be done with several at once: urge those who owe them, or put major ones under listed supervision. */
export function Bulk({ chosen, onDone }: { chosen: HazardRow[]; onDone: () => void }) {
  const t = useT('hazard')
  const can = useCan()
  const [open, setOpen] = useState<'' | 'urge' | 'list'>('')
  const urgeable = chosen.filter(h => h.matter && ['rectifying', 'planned', 'judging'].includes(h.state))
  const listable = chosen.filter(h => h.grade === 'major' && !h.listed && ['planned', 'rectifying'].includes(h.state))
  const close = () => setOpen('')
  const done = () => {
    close()
    onDone()
  }
  return (
    <>
      {can('matter.urge') && urgeable.length > 0 && (
        <Button small icon="bell" onClick={() => setOpen('urge')}>
          {t('bulk.urge', { count: urgeable.length })}
        </Button>
      )}
      {can('hazard.list') && listable.length > 0 && (
        <Button small look="primary" icon="pin" onClick={() => setOpen('list')}>
          {t('bulk.list', { count: listable.length })}
        </Button>
      )}
      <Dialog open={open === 'urge'} title={t('bulk.urge', { count: urgeable.length })} onClose={close}>
        <UrgeMany chosen={urgeable} onDone={done} />
      </Dialog>
      <Dialog open={open === 'list'} title={t('bulk.list', { count: listable.length })} onClose={close}>
        <ListMany chosen={listable} onDone={done} />
      </Dialog>
    </>
  )
}
