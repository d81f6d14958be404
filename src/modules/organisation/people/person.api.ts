import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { issueLink } from '../links/issue-link.ts'
import { linkPath } from '../links/link.ts'
import { handOn } from '../posts/hand-on.ts'
import { amendPost, endPost, movePost } from '../posts/tend-post.ts'
import { leave } from './leave.ts'
import { NewPersonForm, PersonForm, PostForm } from './person.forms.ts'
import { addPerson, addPost, editPerson, lockAccount, unlockAccount } from './tend-person.ts'

const Made = z.object({ id: z.uuid() })
const PersonPlace = z.object({ person: z.uuid() })
const PostPlace = z.object({ person: z.uuid(), post: z.uuid() })

const Duties = z.object({
  division: z.uuid().optional(),
  position: PostForm.shape.position,
  roles: z.array(z.enum(roles)).min(1),
  head: z.boolean().default(false),
  effectiveFrom: z.iso.date().optional(),
})
const NewPerson = Duties.extend({
  agency: z.uuid(),
  fullName: NewPersonForm.shape.fullName,
  login: NewPersonForm.shape.login,
  email: NewPersonForm.shape.email,
  phone: NewPersonForm.shape.phone,
})
const Link = z.object({ login: z.string(), path: z.string(), until: z.iso.datetime() }).meta({ id: 'AccessLink' })

type Deed = { path: string; summary: string; act: (work: Work, person: string) => Promise<void> }

const deeds: Deed[] = [
  { path: 'lock', summary: 'Khóa tài khoản; mọi phiên kết thúc', act: lockAccount },
  { path: 'unlock', summary: 'Mở khóa tài khoản', act: unlockAccount },
]

function accountApi(routes: Routes) {
  for (const { path, summary, act } of deeds) {
    routes.post(`/organisation/people/:person/${path}`, {
      schema: { summary, params: PersonPlace, response: { 204: z.null() } },
      handler: async ({ desk, params }, reply) => {
        await desk.work((work) => act(work, params.person))
        return reply.status(204).send(null)
      },
    })
  }
  routes.post('/organisation/people/:person/link', {
    schema: { summary: 'Cấp liên kết một lần để đặt mật khẩu', params: PersonPlace, response: { 201: Link } },
    handler: async ({ desk, params }, reply) => {
      const { login, token, endsAt } = await desk.work((work) => issueLink(work, params.person))
      return reply.status(201).send({ login, path: linkPath(token), until: endsAt.toISOString() })
    },
  })
  routes.post('/organisation/people/:person/leave', {
    schema: {
      summary: 'Cho nghỉ: khóa ngay, kết thúc mọi vị trí, bàn giao việc đang mở',
      params: PersonPlace,
      body: z.object({
        successor: z.array(z.uuid()).max(20).default([]),
        noSuccessor: z.boolean().default(false).describe('Không bàn giao: việc đang mở ở lại với vị trí đã kết thúc'),
      }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => leave(work, params.person, body))
      return reply.status(204).send(null)
    },
  })
}

function leftOverApi(routes: Routes) {
  routes.post('/organisation/people/:person/posts/:post/hand-on', {
    schema: {
      summary: 'Bàn giao việc còn lại của một vị trí đã kết thúc',
      params: PostPlace,
      body: z.object({ successor: z.uuid() }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => handOn(work, params.person, { ...body, post: params.post }))
      return reply.status(204).send(null)
    },
  })
}

function postApi(routes: Routes) {
  routes.post('/organisation/people/:person/posts', {
    schema: {
      summary: 'Thêm vị trí cho một người',
      params: PersonPlace,
      body: Duties.extend({ agency: z.uuid() }),
      response: { 201: Made },
    },
    handler: async ({ desk, params, body }, reply) =>
      reply.status(201).send({ id: await desk.work((work) => addPost(work, params.person, body)) }),
  })
  routes.post('/organisation/people/:person/posts/:post/move', {
    schema: {
      summary: 'Chuyển phòng, ban hoặc chức vụ từ một ngày',
      params: PostPlace,
      body: Duties.extend({ successor: z.uuid().optional() }),
      response: { 201: Made },
    },
    handler: async ({ desk, params, body }, reply) =>
      reply.status(201).send({ id: await desk.work((work) => movePost(work, params.person, { ...body, post: params.post })) }),
  })
  routes.post('/organisation/people/:person/posts/:post/end', {
    schema: {
      summary: 'Kết thúc một vị trí',
      params: PostPlace,
      body: z.object({ effectiveTo: z.iso.date().optional(), successor: z.uuid().optional() }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => endPost(work, params.person, { ...body, post: params.post }))
      return reply.status(204).send(null)
    },
  })
}

function amendApi(routes: Routes) {
  routes.put('/organisation/people/:person/posts/:post', {
    schema: {
      summary: 'Sửa chức vụ, vai trò của một vị trí đang giữ',
      params: PostPlace,
      body: Duties.pick({ position: true, roles: true, head: true }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => amendPost(work, params.person, { ...body, post: params.post }))
      return reply.status(204).send(null)
    },
  })
}

/** People, their posts and accounts, by who may on the pages. A link's token is in the answer this once. */
export function personApi(routes: Routes) {
  routes.post('/organisation/people', {
    schema: { summary: 'Thêm người với vị trí đầu tiên', body: NewPerson, response: { 201: Made } },
    handler: async ({ desk, body }, reply) => reply.status(201).send({ id: await desk.work((work) => addPerson(work, body)) }),
  })
  routes.put('/organisation/people/:person', {
    schema: {
      summary: 'Sửa tên, tên đăng nhập, liên hệ',
      params: PersonPlace,
      body: PersonForm,
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => editPerson(work, params.person, body))
      return reply.status(204).send(null)
    },
  })
  accountApi(routes)
  postApi(routes)
  amendApi(routes)
  leftOverApi(routes)
}
