import { createContext, use, type ReactNode } from 'react'
import type { ViewerQuery } from '../gql/shell.ts'

export type Viewer = NonNullable<ViewerQuery['viewer']>

const CurrentViewer = createContext<Viewer | null>(null)

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <CurrentViewer value={viewer}>{children}</CurrentViewer>
}

/** Who is signed in, on pages that only signed-in people reach. */
export function useViewer(): Viewer {
  const viewer = use(CurrentViewer)
  if (!viewer) throw new Error('No viewer: render inside ViewerProvider.')
  return viewer
}

export function isStaff(viewer: Viewer): boolean {
  return viewer.role === 'ADMIN' || viewer.role === 'DISPATCHER' || viewer.role === 'TECHNICIAN'
}

export function decides(viewer: Viewer): boolean {
  return viewer.role === 'ADMIN' || viewer.role === 'DISPATCHER'
}
