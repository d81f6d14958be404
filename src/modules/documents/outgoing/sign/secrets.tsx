import { Note, SecretInput } from '#platform/look/index.ts'

type Asks = readonly ('pin' | 'otp')[]
type Props = { asks: Asks; atDesk?: boolean; label?: string; error?: string | undefined; help?: string | undefined }

/** What a key wants to be told before it signs: its PIN, a code that is good once, both, or a press on the holder's phone. */
export function KeySecrets({ asks, atDesk, label = 'Mã PIN', error, help }: Props) {
  const pin = asks.includes('pin')
  if (atDesk)
    return (
      <Note tone={error ? 'bad' : 'info'}>
        Khóa nằm trên thiết bị ở máy của bạn: hãy mở từng văn bản rồi bấm Ký bằng thiết bị.
      </Note>
    )
  return (
    <>
      {pin && <SecretInput name="pin" label={label} fit="medium" autoComplete="off" error={error} help={help} />}
      {asks.includes('otp') && (
        <SecretInput
          name="pinOnce"
          label="Mã dùng một lần"
          fit="medium"
          autoComplete="one-time-code"
          error={pin ? undefined : error}
          help="Do dịch vụ ký từ xa gửi, hoặc ứng dụng tạo mã hiện ra"
        />
      )}
      {asks.length === 0 && (
        <Note tone={error ? 'bad' : 'info'}>{error ?? 'Sau khi bấm, hãy xác nhận trên điện thoại trong vòng một phút.'}</Note>
      )}
    </>
  )
}
