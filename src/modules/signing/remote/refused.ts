import { Refused } from '#kernel/refused.ts'
import { remoteFaultOf } from '#platform/remote/csc.ts'

/** Runs a call of a service; its refusal in the words of the house: a wrong PIN is one like any other. */
export async function refusedByRemote<Done>(act: () => Promise<Done>): Promise<Done> {
  try {
    return await act()
  } catch (error) {
    const fault = remoteFaultOf(error)
    if (!fault) throw error
    throw fault === 'wrong-pin' ? new Refused('wrong-file-password', 'pin') : new Refused('remote-refused', fault)
  }
}
