import type { ReactNode } from 'react'
import { PageTitle } from '../parts/page-title.tsx'
import './sign-in.css'

/** The frame of every page on the way in. */
export function SignInCard({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="sign-in" id="content">
      <PageTitle>{title}</PageTitle>
      <div className="sign-in__card">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <h1>{title}</h1>
        {lead && <p className="soft">{lead}</p>}
        {children}
      </div>
    </main>
  )
}
