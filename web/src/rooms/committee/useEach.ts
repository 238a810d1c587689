import { useState } from 'react'
import { useProblemText } from '@/app/useProblemText'
import { toast } from '@/kit'

/** useEach does one thing to many, one after another, says how far it is, and stops at the first refusal. */
export function useEach<T>(act: (one: T) => Promise<unknown>) {
  const say = useProblemText()
  const [state, setState] = useState({ done: 0, total: 0 })
  const run = async (list: T[]) => {
    setState({ done: 0, total: list.length })
    for (const [i, one] of list.entries()) {
      try {
        await act(one)
      } catch (problem) {
        toast(say(problem).title || say(problem).detail, { tone: 'bad' })
        break
      }
      setState({ done: i + 1, total: list.length })
    }
    setState({ done: 0, total: 0 })
  }
  return { run, ...state }
}
