import { useSyncExternalStore } from 'react'

/** `idle`: nothing needs the socket. `lost`: it was needed and broke; a new attempt is being made. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'lost'

/** The state of the live connection, and the moments at which it came back. */
export class Connection {
  private state: ConnectionState = 'idle'
  private wasLost = false
  private readonly watchers = new Set<() => void>()
  private readonly returns = new Set<() => void>()

  readonly get = () => this.state

  readonly subscribe = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  /** Runs the listener each time the connection is live again after it was lost. */
  readonly onReturn = (listener: () => void) => {
    this.returns.add(listener)
    return () => void this.returns.delete(listener)
  }

  opening() {
    if (this.state !== 'lost') this.set('connecting')
  }

  live() {
    const isBack = this.wasLost
    this.wasLost = false
    this.set('live')
    if (isBack) for (const listener of this.returns) listener()
  }

  closed(isWanted: boolean) {
    this.wasLost ||= isWanted
    this.set(isWanted ? 'lost' : 'idle')
  }

  private set(state: ConnectionState) {
    this.state = state
    for (const watcher of this.watchers) watcher()
  }
}

export function useConnectionState(connection: Connection): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.get)
}
