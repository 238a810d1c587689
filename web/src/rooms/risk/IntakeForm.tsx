import { upload } from '@/api/upload'
import { useT } from '@/app/i18n'
import { Intake, WrongRows } from '@/kit'
import type { Intake as Found } from './data'

const pathOf = (file: File) => (file.name.toLowerCase().endsWith('.xlsx') ? '/risks/xlsx' : '/risks/geojson')

/** Points come in as tables (.xlsx) and as maps (.geojson). */
export function IntakeForm({ onDone }: { onDone: () => void }) {
  const t = useT('risk')
  return (
    <Intake
      why={t('intake.why')}
      label={t('intake.choose')}
      accept=".xlsx,.json,.geojson"
      choice={t('intake.gcj02')}
      send={(file, { dry, choice, key }) => upload<Found>(pathOf(file), file, { key, query: { dry, gcj02: choice } })}
      count={r => r.new + r.changed}
      found={r => (
        <>
          <p>{t('intake.would', { fresh: r.new, changed: r.changed, same: r.same })}</p>
          <WrongRows count={r.refused} rows={r.wrong} />
        </>
      )}
      save={count => t('intake.save', { count })}
      said={r => t('intake.done', { fresh: r.new, changed: r.changed })}
      rooms={['risk']}
      onDone={onDone}
    />
  )
}
