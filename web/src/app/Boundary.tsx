import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Problem } from '@/api/problem'
import { Failure } from '@/parts'

/** Boundary keeps one broken screen from taking the shell with it. */
export class Boundary extends Component<{ at: string; children: ReactNode }, { error: unknown; at: string }> {
  override state = { error: undefined as unknown, at: this.props.at }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  static getDerivedStateFromProps(props: { at: string }, state: { error: unknown; at: string }) {
    return props.at === state.at ? null : { error: undefined, at: props.at }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    const problem = this.state.error instanceof Problem ? this.state.error : new Problem(500, 'broken', '', '')
    return (
      <main id="main" style={{ padding: 24 }}>
        <Failure problem={problem} onRetry={() => window.location.reload()} />
      </main>
    )
  }
}
