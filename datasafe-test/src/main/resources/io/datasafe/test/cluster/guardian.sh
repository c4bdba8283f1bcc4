# Runs a cluster's servers for the JVM that holds the other end of stdin.
# When that end closes, for whatever reason, it stops all servers and removes the cluster's directory.
#   $1 directory of the cluster   $2 bin directory of PostgreSQL   $3 words to put before the server's command
# Reads "start NODE" (answers with the server's process id) and "signal NAME PID..." (answers "ok").
unset DATASAFE_GUARDIAN
trap '' INT HUP TERM PIPE
dir=$1 bin=$2 launch=$3
cd / || exit 1

# Ends one server and the processes that it has started, even if they are frozen.
end() {
  tries=0
  while [ "$tries" -lt 100 ]; do
    children=$(cat "/proc/$1/task/$1/children" 2>/dev/null || pgrep -P "$1" 2>/dev/null)
    if [ "$tries" -lt 50 ]; then signal=QUIT; else signal=KILL; fi
    kill -"$signal" "$1" 2>/dev/null || return 0
    kill -CONT "$1" $children 2>/dev/null
    tries=$((tries + 1))
    sleep 0.1
  done
}

# Runs one server as its parent, so that the server is reaped as soon as it ends.
serve() {
  ending='' server=''
  trap 'ending=yes; [ -z "$server" ] || end "$server" &' USR1
  $launch "$bin/postgres" -D "$dir/$1/data" </dev/null >>"$dir/$1/log" 2>&1 &
  server=$!
  echo "$server"
  exec >/dev/null
  [ -z "$ending" ] || end "$server" &
  while kill -0 "$server" 2>/dev/null; do wait "$server"; done
}

keepers=''
while read -r verb rest; do
  case $verb in
    start)
      serve "$rest" &
      keepers="$keepers $!" ;;
    signal)
      kill -$rest 2>/dev/null
      echo ok ;;
  esac
done

for keeper in $keepers; do
  # If it ended long ago, another process may have its number.
  parent=$(sed -n 's/^PPid:[^0-9]*//p' "/proc/$keeper/status" 2>/dev/null || ps -o ppid= -p "$keeper" 2>/dev/null)
  [ "${parent:-0}" -ne $$ ] || kill -USR1 "$keeper"
done
wait
for pidfile in "$dir"/*/data/postmaster.pid; do
  [ -f "$pidfile" ] || continue
  # A server that still runs although its keeper was killed. Another process may have its number by now.
  server=$(sed -n 1p "$pidfile")
  arguments=$(tr '\0' ' ' <"/proc/$server/cmdline" 2>/dev/null || ps -o args= -p "$server" 2>/dev/null)
  # Read this before the server's end removes the file: a killed server leaves its lock, a System V shared memory
  # segment.
  segment=$(sed -n '7s/^ *[0-9][0-9]*  *\([0-9][0-9]*\).*/\1/p' "$pidfile")
  case $arguments in *"$dir/"*) end "$server" ;; esac
  [ -z "$segment" ] || ipcrm -m "$segment" 2>/dev/null
done
# Orphans of a killed server may still write until they notice its death.
tries=0
while rm -rf "$dir" 2>/dev/null; [ -e "$dir" ] && [ "$tries" -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
[ ! -e "$dir" ]
