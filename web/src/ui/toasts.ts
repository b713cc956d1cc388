export interface Toast {
  text: string
  /** One for each thing it is about, where they fared differently. */
  lines?: string[]
  kind?: 'done' | 'problem'
  action?: {
    label: string
    run: () => void
    /** It takes back what was just done, so that the undo key does the same. */
    isUndo?: boolean
  }
  /** How long it stays, but for the time that somebody is at it; left out: as its kind needs. */
  lastsMs?: number
  /** What closing it early means, where that is more than hiding it. */
  closeLabel?: string
  /** Runs once when it has gone for whatever reason but its action. */
  onGone?: () => void
}

export interface ShownToast extends Toast {
  id: number
}

interface Timer {
  handle: ReturnType<typeof setTimeout> | undefined
  startedAt: number
  leftMs: number
}

const usualMs = 7_000
const mostAtOnce = 3
const listeners = new Set<() => void>()
const timers = new Map<number, Timer>()
let shown: readonly ShownToast[] = []
let nextId = 1

function publish(next: readonly ShownToast[]) {
  shown = next
  for (const listener of listeners) listener()
}

export function subscribeToasts(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function shownToasts(): readonly ShownToast[] {
  return shown
}

/** A problem stays until it is read; so does what offers something to do, for those who are slow to reach it. */
function lastsMs({ lastsMs, kind, action }: Toast): number | null {
  return lastsMs ?? (kind === 'problem' || action ? null : usualMs)
}

export function showToast(toast: Toast): number {
  const id = nextId++
  for (const oldest of shown.slice(0, Math.max(0, shown.length + 1 - mostAtOnce))) closeToast(oldest.id)
  publish([...shown, { ...toast, id }])
  const leftMs = lastsMs(toast)
  if (leftMs !== null) {
    timers.set(id, { handle: undefined, startedAt: 0, leftMs })
    resumeToast(id)
  }
  return id
}

function take(id: number): ShownToast | undefined {
  const toast = shown.find((one) => one.id === id)
  clearTimeout(timers.get(id)?.handle)
  timers.delete(id)
  if (toast) publish(shown.filter((one) => one !== toast))
  return toast
}

export function closeToast(id: number) {
  take(id)?.onGone?.()
}

export function actOnToast(id: number) {
  take(id)?.action?.run()
}

/** Whoever points at a toast or has the focus in it is given all the time they need. */
export function pauseToast(id: number) {
  const timer = timers.get(id)
  if (timer?.handle === undefined) return
  clearTimeout(timer.handle)
  timers.set(id, { ...timer, handle: undefined, leftMs: timer.leftMs - (performance.now() - timer.startedAt) })
}

export function resumeToast(id: number) {
  const timer = timers.get(id)
  if (!timer || timer.handle !== undefined) return
  const handle = setTimeout(() => closeToast(id), timer.leftMs)
  timers.set(id, { ...timer, handle, startedAt: performance.now() })
}
