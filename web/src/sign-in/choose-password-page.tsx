import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useMutation, useQuery } from 'urql'
import { Link, useLocation } from 'wouter'
import { useAct, wasRefusedWith } from '../api/act.ts'
import { startSession } from '../api/session.ts'
import {
  AcceptInvitationDocument,
  AccessLinkDocument,
  type AccessLinkQuery,
  ResetPasswordDocument,
} from '../gql/people.ts'
import { SignInDocument } from '../gql/shell.ts'
import { useWords } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Alert, ErrorState, Skeleton } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { SignInCard } from './sign-in-card.tsx'

/** Where the link of an invitation or a password reset leads. The secret stands behind the #, which no server logs. */
export function ChoosePasswordPage() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [{ data, error }, retry] = useQuery({
    query: AccessLinkDocument,
    variables: { token },
    requestPolicy: 'network-only',
    pause: !token,
  })
  if (error) return <ErrorState error={error} onRetry={() => retry({ requestPolicy: 'network-only' })} />
  if (token && !data) return <Skeleton rows={3} />
  return data?.accessLink ? <ChooseForm token={token} link={data.accessLink} /> : <LinkGone />
}

function LinkGone() {
  const { people: words } = useWords()
  return (
    <SignInCard title={words.linkGone} lead={words.linkGoneText}>
      <Link href="/sign-in/forgot" className="button button--primary button--large">
        {words.newLink}
      </Link>
      <Link href="/sign-in" className="sign-in__aside">
        {words.backToSignIn}
      </Link>
    </SignInCard>
  )
}

function ChooseForm({ token, link }: { token: string; link: NonNullable<AccessLinkQuery['accessLink']> }) {
  const { people: words } = useWords()
  const [, navigate] = useLocation()
  const isInvitation = link.purpose === 'INVITATION'
  const accept = useAct(AcceptInvitationDocument, ['password'])
  const reset = useAct(ResetPasswordDocument, ['password'])
  const { run, isRunning, refused } = isInvitation ? accept : reset
  const [, signIn] = useMutation(SignInDocument)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    if (!(await run({ input: { token, password } }))) return
    const { data } = await signIn({ input: { email: link.email, password } })
    // Whoever has accounts in several organizations signs in by hand, and says where.
    if (!data || data.signIn.errors.length > 0) return navigate('/sign-in', { replace: true })
    startSession(data.signIn.token)
    navigate('/', { replace: true })
  }

  if (wasRefusedWith(refused, 'LINK_EXPIRED')) return <LinkGone />
  const lead = (isInvitation ? words.invitationLead : words.resetLead)(link.organizationName)
  return (
    <SignInCard title={isInvitation ? words.invitationTitle : words.resetTitle} lead={lead}>
      <Form className="form" onSubmit={(event) => void submit(event)} validationErrors={refused?.fields ?? {}}>
        {refused?.text && <Alert kind="problem">{refused.text}</Alert>}
        <TextField name="username" label={words.email} value={link.email} isReadOnly autoComplete="username" />
        <TextField
          name="password"
          type="password"
          label={words.newPassword}
          hint={words.newPasswordHint}
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          isRequired
          autoFocus
        />
        <Button type="submit" kind="primary" size="large" isPending={isRunning}>
          {words.choose}
        </Button>
      </Form>
    </SignInCard>
  )
}
