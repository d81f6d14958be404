import { Actions, Button, Card, FileDrop, Note, PostForm, Stack } from '#platform/look/index.ts'
import { errorsFor, type FormProps } from '../keys/key.parts.tsx'

/** The picture of the seal as it will be shown, and the way to put another. */
export function SealImageCard({ picture, answer }: FormProps & { picture: string | null }) {
  const errors = errorsFor('seal-image', answer)
  return (
    <Card title="Hình con dấu của cơ quan">
      <PostForm encType="multipart/form-data">
        <Stack>
          {picture ? (
            <img src={picture} alt="Hình con dấu đang dùng" width={128} height={128} className="lt-seal-picture" />
          ) : (
            <Note>Chưa có hình con dấu: chưa đóng dấu được văn bản. Tải tệp PNG màu đỏ, nền trong, bằng kích thước thật.</Note>
          )}
          <FileDrop
            name="file"
            id="seal-image"
            label={picture ? 'Thay hình con dấu' : 'Hình con dấu'}
            accept=".png,image/png"
            limits="Tệp .png nền trong, tối đa 256 KB"
            error={errors.file}
          />
        </Stack>
        <Actions>
          <Button name="intent" value="seal-image">
            Dùng hình này
          </Button>
        </Actions>
      </PostForm>
    </Card>
  )
}
