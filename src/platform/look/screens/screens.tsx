import type { ReactNode } from 'react'
import { Catalogue } from '../catalogue.tsx'
import { ComposeScreen } from './compose.tsx'
import { DashboardScreen } from './dashboard.tsx'
import { DocumentScreen } from './document.tsx'
import { HomeScreen } from './home.tsx'
import { ApproveScreen, StackScreen } from './phone.tsx'
import { RegisterScreen } from './register.tsx'
import { PublicScreen, SignInScreen } from './threshold.tsx'

/** Whole screens put together from pieces, to be laid beside the visual target. */
export const screens: Readonly<Record<string, () => ReactNode>> = {
  catalogue: () => (
    <main>
      <h1>Mẫu giao diện</h1>
      <Catalogue />
    </main>
  ),
  signin: () => <SignInScreen />,
  home: () => <HomeScreen />,
  document: () => <DocumentScreen />,
  compose: () => <ComposeScreen />,
  stack: () => <StackScreen />,
  approve: () => <ApproveScreen />,
  sign: () => <ApproveScreen signing />,
  dashboard: () => <DashboardScreen />,
  register: () => <RegisterScreen />,
  public: () => <PublicScreen />,
}
