import { lazy, Suspense } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { RouterProvider } from 'react-aria-components'
import { Route, Switch, useLocation } from 'wouter'
import { ApiProvider } from '../api/api.tsx'
import { LanguageProvider, useLocale } from '../i18n/language.tsx'
import { ToastRegion } from '../ui/toast.tsx'
import { Skeleton } from '../ui/feedback.tsx'
import { CrashScreen } from './crash-screen.tsx'

const SignIn = lazy(async () => ({ default: (await import('../sign-in/sign-in-page.tsx')).SignInPage }))
const Forgot = lazy(async () => ({ default: (await import('../sign-in/forgot-page.tsx')).ForgotPage }))
const ChoosePassword = lazy(async () => ({
  default: (await import('../sign-in/choose-password-page.tsx')).ChoosePasswordPage,
}))
const PublicBooking = lazy(async () => ({ default: (await import('../booking/booking-page.tsx')).BookingPage }))
const Manage = lazy(async () => ({ default: (await import('../booking/manage-page.tsx')).ManagePage }))
const Confirm = lazy(async () => ({ default: (await import('../booking/confirm-page.tsx')).ConfirmPage }))
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.tsx')).SignedIn }))

export function App() {
  return (
    <LanguageProvider>
      <CrashScreen>
        <ApiProvider>
          <Navigation />
        </ApiProvider>
      </CrashScreen>
    </LanguageProvider>
  )
}

/** Links inside menus and buttons of the component library go through our router, in our language. */
function Navigation() {
  const [, navigate] = useLocation()
  const locale = useLocale()
  return (
    <I18nProvider locale={locale}>
      <RouterProvider navigate={navigate}>
        <Suspense fallback={<Skeleton rows={3} />}>
          <Switch>
            <Route path="/sign-in" component={SignIn} />
            <Route path="/sign-in/forgot" component={Forgot} />
            <Route path="/sign-in/invitation" component={ChoosePassword} />
            <Route path="/sign-in/reset" component={ChoosePassword} />
            <Route path="/book/:slug" component={PublicBooking} />
            <Route path="/manage/:token" component={Manage} />
            <Route path="/confirm/:token" component={Confirm} />
            <Route component={SignedIn} />
          </Switch>
        </Suspense>
        <ToastRegion />
      </RouterProvider>
    </I18nProvider>
  )
}
