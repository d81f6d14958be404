/** The other end of `askApart`: says that the program stands, takes one question and gives one answer. */
export function answerApart<Asked>(answer: (asked: Asked) => Promise<unknown>): void {
  process.once('message', async (asked) => {
    process.send?.({ answer: await answer(asked as Asked) })
  })
  process.send?.({ ready: true })
}
