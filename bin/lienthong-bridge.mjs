const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) await import('../src/platform/bridge/main.ts')
else {
  process.stderr.write(`Cần Node.js 22.18 trở lên, máy này có ${process.versions.node}. Hãy cài Node.js mới rồi chạy lại.\n`)
  process.exit(69)
}
