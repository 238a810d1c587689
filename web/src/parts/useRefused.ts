import { useCallback } from 'react'
import { useProblemText } from '@/app/useProblemText'
import { toast } from './Toast'

/** Tells why a press was refused, where no form stands that could show it. */
export function useRefused(): (error: unknown) => void {
  const say = useProblemText()
  return useCallback(
    error => {
      const { title, detail } = say(error)
      toast([title, detail].filter(Boolean).join(' '), { tone: 'bad' })
    },
    [say],
  )
}
