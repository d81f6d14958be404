import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { bridgePort } from '#platform/bridge/port.ts'

/**
 * Security headers of every answer. Scripts run only from our own files or with the page's nonce (React Router's own inline
 * scripts carry it). Style attributes are allowed: they draw the lengths of bars, and cannot run anything.
 */
export async function secure(app: FastifyInstance, { https }: { https: boolean }) {
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        // The signing program on the person's own machine (docs/operate/bridge.md).
        connectSrc: ["'self'", `http://127.0.0.1:${bridgePort}`],
        objectSrc: ["'self'"],
        frameSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    frameguard: { action: 'sameorigin' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=()')
  })
}
