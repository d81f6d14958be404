// Loaded into the application before its own code: when the launcher is gone, even by kill -9, the application stops in order
// instead of living on unseen with the port and the data folder.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
