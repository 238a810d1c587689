import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Button, Dialog, Failure, Panel, toast, useKey } from '@/kit'
import { ArmedButton } from './ArmedButton'
import css from './Preview.module.css'
import { useDispatch } from './queries'
import type { Preview } from './types'

/** The one press that leaves the building. The dialog repeats what and to whom, and its button is armed for three seconds. */
export function DispatchPanel({ meeting, preview: p }: { meeting: string; preview: Preview }) {
  const t = useT('committee')
  const [open, setOpen] = useState(false)
  const key = useKey()
  const dispatch = useDispatch(meeting)
  const send = () =>
    dispatch.mutate(
      { preview: p, key: key([p.ticked, p.revision]) },
      {
        onSuccess: () => {
          toast(t('preview.sent', { units: p.units.length }))
          navigate(`/meetings/${meeting}/desk`)
        },
      },
    )
  const names = p.units.map(u => u.unit.name)
  return (
    <Panel>
      <Button look="primary" wide icon="send" onClick={() => setOpen(true)}>
        {t('preview.dispatch', { units: p.units.length })}
      </Button>
      <p className={css.then}>{t('preview.then')}</p>
      <Dialog open={open} title={t('preview.dispatch', { units: p.units.length })} onClose={() => setOpen(false)}>
        <p className={css.big}>
          {t('preview.what', { tasks: p.ticked.length, parcels: p.parcels.length, units: p.units.length })}
        </p>
        <p className={css.names}>{names.join('、')}</p>
        <p>{t('preview.number', { number: p.number })}</p>
        <p className="muted">{t('preview.then')}</p>
        {Boolean(dispatch.error) && <Failure problem={dispatch.error} />}
        <div className={css.verbs}>
          {open && (
            <ArmedButton label={t('preview.now', { units: p.units.length })} busy={dispatch.isPending} onPress={send} />
          )}
          <Button onClick={() => setOpen(false)}>{t('preview.wait')}</Button>
        </div>
      </Dialog>
    </Panel>
  )
}
