import { type ReactNode, useState } from 'react'
import { Button, Note, Stack, TextInput, useAlive } from '#platform/look/index.ts'

type Bridge = typeof import('./bridge.browser.ts')
type Fault = { fault?: string; words?: string } | null

const words: Readonly<Record<string, string>> = {
  'no-program': 'Chưa thấy chương trình ký trên máy này. Hãy cắm thiết bị, mở chương trình ký rồi bấm lại.',
  'not-paired': 'Hãy gõ mã ghép nối mà chương trình ký đang hiện rồi bấm lại.',
  'wrong-code': 'Mã ghép nối không đúng. Hãy xem mã mới nhất trong chương trình ký.',
  'wrong-site': 'Chương trình ký chưa cho phép trang này. Hãy mở lại chương trình với đúng địa chỉ của hệ thống.',
  'person-refused': 'Bạn đã chọn không ký trong chương trình ký. Chưa có gì được lưu.',
  'no-such-certificate': 'Thiết bị đang cắm không giữ chứng thư này. Hãy cắm đúng thiết bị.',
  'token-wrong-pin': 'Mã PIN của thiết bị không đúng. Hãy bấm lại; thiết bị tự khóa sau một số lần sai.',
  'token-locked': 'Thiết bị đã tự khóa mã PIN. Hãy mở khóa bằng phần mềm của thiết bị.',
  'token-no-token': 'Không thấy thiết bị. Hãy cắm thiết bị rồi bấm lại.',
  'token-broken': 'Thiết bị không trả lời đúng. Hãy rút, cắm lại rồi bấm lại.',
}

const wordsOf = (fault: Fault): string =>
  fault?.words || (words[fault?.fault ?? ''] ?? 'Chương trình ký gặp lỗi. Hãy mở lại chương trình rồi bấm lại.')

type Props = { deed: string; busy: string; act: (bridge: Bridge) => Promise<void>; children?: ReactNode }

/** A deed that needs the signing program on this machine: pairs with it when it does not know this page yet. */
export function DeskDeed({ deed, busy, act, children }: Props) {
  const alive = useAlive()
  const [state, setState] = useState<'idle' | 'busy' | 'pairing'>('idle')
  const [fault, setFault] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const run = async () => {
    setFault(null)
    const pairing = state === 'pairing'
    setState('busy')
    try {
      const bridge = await import('./bridge.browser.ts')
      if (pairing) await bridge.pair(code)
      if (!(await bridge.isPaired())) throw { fault: 'not-paired' }
      await act(bridge)
      setState('idle')
    } catch (error) {
      const known = error as Fault
      setState(known?.fault === 'not-paired' || known?.fault === 'wrong-code' ? 'pairing' : 'idle')
      setFault(wordsOf(known))
    }
  }
  if (!alive) return <Note>Ký bằng thiết bị ở máy của bạn cần JavaScript. Hãy bật JavaScript rồi tải lại trang.</Note>
  return (
    <Stack>
      {children}
      {fault && (
        <Note tone={fault === words['not-paired'] ? 'info' : 'bad'} live>
          {fault}
        </Note>
      )}
      {state === 'pairing' && (
        <TextInput
          name="bridgeCode"
          label="Mã ghép nối"
          inputMode="numeric"
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      {state === 'busy' && (
        <Note tone="info" live>
          {busy}
        </Note>
      )}
      <Button kind="primary" size="large" icon="pen" type="button" disabled={state === 'busy'} onClick={() => void run()}>
        {deed}
      </Button>
    </Stack>
  )
}
