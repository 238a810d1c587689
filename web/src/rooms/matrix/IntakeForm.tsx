import { upload } from '@/api/upload'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Intake, WrongRows } from '@/kit'
import type { Intake as Found } from './data'

/** A table of cells; a change of posts (换届) has its own table. */
export function IntakeForm({ onDone }: { onDone: () => void }) {
  const t = useT('matrix')
  return (
    <Intake
      why={
        <>
          {t('intake.why')} <Link to="/imports">{t('intake.people')}</Link>
        </>
      }
      label={t('intake.choose')}
      accept=".xlsx"
      send={(file, { dry, key }) => upload<Found>('/matrix/xlsx', file, { key, query: { dry } })}
      count={r => r.new + r.ended}
      found={r => (
        <>
          <p>{t('intake.would', { fresh: r.new, ended: r.ended, same: r.same })}</p>
          <WrongRows count={r.refused} rows={r.wrong} />
        </>
      )}
      save={count => t('intake.save', { count })}
      said={r => t('intake.done', { fresh: r.new, ended: r.ended })}
      rooms={['matrix']}
      onDone={onDone}
    />
  )
}
