/** The port of the own machine on which pages look for the signing program (docs/operate/bridge.md). */
export const bridgePort = 18_365
