import { useCallback } from 'react'
import { asProblem } from '@/api/problem'
import { useT } from './i18n'

/** The sentence for a problem: the server's own, or ours when there was no answer to read. */
export function useProblemText(): (error: unknown) => { title: string; detail: string; trace: string } {
  const t = useT('app')
  return useCallback(
    error => {
      const p = asProblem(error)
      const trace = p.trace
      if (p.code === 'offline') return { title: t('problem.offline'), detail: t('problem.offlineHelp'), trace }
      if (p.title || p.detail) return { title: p.title || p.detail, detail: p.title ? p.detail : '', trace }
      if (p.status >= 500) return { title: t('problem.server'), detail: t('problem.serverHelp'), trace }
      return { title: t('problem.refused', { status: p.status }), detail: t('problem.refusedHelp'), trace }
    },
    [t],
  )
}
