import { spawn, type ChildProcess } from 'node:child_process';
import { endWithTest } from './test-scope.ts';

/**
 * See to it that a child process ends, with the children it has, when the test that started it does, and when this process
 * is killed.
 * @param child started with `detached`, so that it leads a group, which can be ended as a whole
 */
export function endChildWithTest<Child extends ChildProcess>(child: Child): Child {
  const { pid } = child;
  if (pid === undefined) return child;
  reaper ??= startReaper();
  reaper.stdin?.write(`+ ${pid}\n`);
  const release = endWithTest(() => killGroup(child));
  child.once('exit', () => {
    release();
    reaper?.stdin?.write(`- ${pid}\n`);
  });
  return child;
}

/** Kill a child and the children it has, if they still run. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

let reaper: ChildProcess | undefined;

/** What it is told of and has not been told the end of, it kills once this process is gone, and with it the pipe between them. */
const reaping = `
running=' '
while read -r change pid; do
  case $change in
    +) running="$running$pid " ;;
    -) running="\${running%% $pid *} \${running#* $pid }" ;;
  esac
done
for pid in $running; do kill -9 "-$pid"; done`;

function startReaper(): ChildProcess {
  const started = spawn('sh', ['-c', reaping], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  started.unref();
  return started;
}
