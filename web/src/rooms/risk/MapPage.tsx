import { lazy, type ReactNode, Suspense } from 'react'
import { useT } from '@/app/i18n'
import { isDark, usePrefs } from '@/app/prefs'
import { useFilters } from '@/app/router'
import { useSession } from '@/app/session'
import { countyNow } from '@/app/time'
import { Button, Chip, Loaded, Page, Panel, Skeleton } from '@/kit'
import { AreaList } from './AreaList'
import { type Summary, useRules, useSummary, useTowns } from './data'
import { Legend } from './Legend'
import css from './Risk.module.css'
import { RiskTabs } from './RiskTabs'
import { Schematic } from './Schematic'

// OpenLayers is loaded only where somebody looks at a map.
const RiskMap = lazy(() => import('./RiskMap'))

const looks = ['map', 'schematic', 'list'] as const

/** The four-colour map with its list twin; printed it is an A3 sheet that is legible in black and white. */
export default function MapPage() {
  const t = useT('risk')
  const { county } = useSession()
  const summary = useSummary()
  return (
    <Page
      name={t('tab.map')}
      title={t('map.title', { county: county.name })}
      lead={t('map.lead')}
      action={
        <Button icon="print" onClick={() => window.print()}>
          {t('map.print')}
        </Button>
      }
    >
      <RiskTabs at="map" />
      {/* Only while this page is open: other pages print on A4. */}
      <style media="print">{'@page { size: A3 landscape; margin: 10mm }'}</style>
      <Loaded query={summary} rows={10}>
        {data => <Look summary={data} />}
      </Loaded>
    </Page>
  )
}

/** Where no boundary is known, the schematic says more than points on an empty ground: it comes first, and goes along on paper. */
function Look({ summary }: { summary: Summary }) {
  const t = useT('risk')
  const [{ look: chosen, colour }, change] = useFilters()
  const dark = isDark(usePrefs())
  const towns = useTowns()
  if (!towns.data && !towns.error) return <Skeleton rows={10} />
  const bounded = (towns.data?.items ?? []).some(p => p.shaped)
  const look = chosen ?? (bounded ? 'map' : 'schematic')
  return (
    <div className={css.sheet}>
      <SheetHead part={t(`map.${look}`)} />
      <Panel title={t('map.panel')} extra={<Looks at={look} onLook={l => change({ look: l })} />}>
        {look === 'map' && (
          <Suspense fallback={<Skeleton rows={10} />}>
            <RiskMap key={`${dark}${colour}`} colour={colour} />
          </Suspense>
        )}
        {look === 'schematic' && <Schematic summary={summary} />}
        {look === 'list' && <AreaList summary={summary} />}
        <Legend summary={summary} colour={colour} onColour={c => change({ colour: c })} />
      </Panel>
      <SheetFoot />
      {look === 'map' && !bounded && (
        <PaperSheet part={t('map.schematic')}>
          <Schematic summary={summary} />
          <Legend summary={summary} colour={colour} onColour={() => {}} />
        </PaperSheet>
      )}
      {look !== 'list' && (
        <PaperSheet part={t('map.list')}>
          <AreaList summary={summary} />
        </PaperSheet>
      )}
    </div>
  )
}

function Looks({ at, onLook }: { at: string; onLook: (look: string) => void }) {
  const t = useT('risk')
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips are no fieldset
    <div className={css.chips} role="group" aria-label={t('map.look')}>
      {looks.map(l => (
        <Chip key={l} pressed={at === l} onPress={() => onLook(l)}>
          {t(`map.${l}`)}
        </Chip>
      ))}
    </div>
  )
}

/** One more sheet of paper, with its own heading and source. */
function PaperSheet({ part, children }: { part: string; children: ReactNode }) {
  return (
    <div className={css.printOnly}>
      <SheetHead part={part} />
      {children}
      <SheetFoot />
    </div>
  )
}

function SheetHead({ part }: { part: string }) {
  const t = useT('risk')
  const { county } = useSession()
  return <p className={css.printHead}>{t('map.sheet', { county: county.name, part })}</p>
}

/** Where the figures come from, by which scales, who printed them and on which day: paper outlives the screen. */
function SheetFoot() {
  const t = useT('risk')
  const { account } = useSession()
  const rules = useRules()
  const at = countyNow().format('YYYY-MM-DD HH:mm')
  return (
    <p className={css.printFoot}>
      {t('map.source', { source: rules.data?.source ?? '', version: rules.data?.version ?? '', who: account.name, at })}
    </p>
  )
}
