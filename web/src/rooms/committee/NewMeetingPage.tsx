import { useState } from 'react'
import { useT } from '@/app/i18n'
import { Button, Page, Panel } from '@/kit'
import { MeetingForm } from './MeetingForm'
import css from './Minutes.module.css'
import { MinutesBox } from './MinutesBox'
import { useReading } from './useReading'

/** A new meeting begins with its minutes: what they say about it is filled in; without minutes one writes it by hand. */
export default function NewMeetingPage() {
  const t = useT('committee')
  const state = useReading()
  const [byHand, setByHand] = useState(false)
  const { reading } = state
  return (
    <Page
      name={t('new.name')}
      title={t(reading ? 'new.check' : 'new.title')}
      lead={reading ? undefined : t('new.lead')}
      crumbs={[{ label: t('nav'), to: '/meetings' }]}
    >
      <div className={css.narrow}>
        {!reading && !byHand && (
          <>
            <Panel>
              <MinutesBox state={state} />
            </Panel>
            <Button look="quiet" onClick={() => setByHand(true)}>
              {t('new.byHand')}
            </Button>
          </>
        )}
        {(reading || byHand) && (
          <Panel>
            <MeetingForm
              reading={reading}
              file={state.file}
              onBack={() => {
                state.reset()
                setByHand(false)
              }}
            />
          </Panel>
        )}
      </div>
    </Page>
  )
}
