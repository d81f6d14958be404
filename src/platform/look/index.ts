/** The look: server-rendered pieces with their styles. Import the styles once, in the root: `#platform/look/look.css`. */
export { Anchor, type AnchorProps, PostForm, type PostFormProps } from './anchor/anchor.tsx'
export { Avatar, type AvatarTone, initialsOf } from './avatar/avatar.tsx'
export { BulkBar, type BulkDeed, ChooseAll } from './bulk/bulk.tsx'
export { Button, ButtonGroup, ButtonLink, IconButton, IconLink, Kbd } from './button/button.tsx'
export { Card, Heading, People, type Worker } from './card/card.tsx'
export { Catalogue } from './catalogue.tsx'
export { BulletBar, BulletCell, RateCard } from './chart/rate.tsx'
export { TrendChart, type TrendMonth } from './chart/trend.tsx'
export { RecipientLine, RecipientLines, SavedMark, Toolbar, ToolbarLine } from './compose/compose.tsx'
export { Counter, Counters, type Need, Needs, Worst } from './counter/counter.tsx'
export { Drum, Emblem } from './emblem/emblem.tsx'
export { type Fact, Facts } from './facts/facts.tsx'
export { Check, CheckGroup, RadioGroup, RowCheck, Switch } from './form/choices.tsx'
export { DateInput, useAlive } from './form/date.tsx'
export { Field, type FieldBasics, FieldCard, FieldGroup, type FieldIds, FieldRow } from './form/field.tsx'
export { FileDrop } from './form/filedrop.tsx'
export { type Choice, type ChoiceGroup, SecretInput, Select, TextArea, TextInput } from './form/inputs.tsx'
export { Actions, ErrorSummary, type FieldErrors } from './form/summary.tsx'
export { DocumentHeader, PageHeader } from './header/header.tsx'
export { Icon } from './icon/icon.tsx'
export type { IconName } from './icon/paths.ts'
export { type Language, LanguageProvider, LanguageSwitch, useLanguage, useSay } from './language/language.tsx'
export { Columns, More, PageBody, PlainList, Row, Spacer, Stack } from './layout/layout.tsx'
export { ActionBar, DocumentView, Item, type ItemProps, List, Preview, SplitView } from './list/list.tsx'
export { Menu, MenuButton, MenuLink, MenuPart } from './menu/menu.tsx'
export { Checks, Empty, Note, RefusalBox, SignatureLine, Skeleton } from './notice/notice.tsx'
export { Paper, PaperGround, type PaperProps, Pending, SignaturePlace, Source } from './paper/paper.tsx'
export { PdfFrame, type PdfFrameProps } from './pdf/pdf.tsx'
export { PhoneCard, PhoneDocument, PhoneLink, PhoneNext, PhoneTitle } from './phone/phone.tsx'
export { Bar, type BatchLine, Progress, Share, Toast, Toasts } from './progress/progress.tsx'
export { PublicAsk, PublicColumns, PublicShell, Verdict } from './public/public.tsx'
export { QrCode } from './qr/qr.tsx'
export { SearchBox } from './search/search.tsx'
export { administrationEntry, mainEntries, type RailEntry, type RailLink, railFor, searchEntry } from './shell/rail.ts'
export { type Scheme, SchemeSwitch, schemeCookie } from './shell/scheme.tsx'
export { Shell, type ShellProps } from './shell/shell.tsx'
export type { ShellPerson } from './shell/topbar.tsx'
export { Sheet, SignSheet } from './sign/sign.tsx'
export { PeoplePicker, type PickedPerson, SignInFoot, SignInHero } from './signin/signin.tsx'
export { type DueTone, dueTone, dueWords, type Left } from './state/due.ts'
export { ClassPlate, Due, KindTag, RoleTag, State, StateTag, Tag, UrgencyTag } from './state/state.tsx'
export {
  type AssignmentRole,
  arrivalStateLabels,
  assignmentStateLabels,
  classLabels,
  deliveryStateLabels,
  documentStateLabels,
  type ExchangeClass,
  type Life,
  labelOfState,
  roleLabels,
  type StateOf,
  type StationCode,
  stateLabels,
  stationLabels,
  type Tone,
  toneOfState,
  type Urgency,
  urgencyLabels,
} from './state/states.vi.ts'
export { type Column, Pagination, Table } from './table/table.tsx'
export { Chip, Filters, Pills, Segments, type Tab, Tabs } from './tabs/tabs.tsx'
export { Directive, Stations, type StationTimes, Timeline, type TimelineEntry } from './timeline/timeline.tsx'
