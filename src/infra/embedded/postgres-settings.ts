/** Durable first (a committed decision survives a power cut), then quick for many small transactions on one machine. */
export function postgresSettings(port: number): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    // No socket file: its folder would be one more place with permissions and leftovers.
    'unix_socket_directories=',
    'max_connections=200',
    // What a killed process was doing ends within this time, and its locks with it.
    'client_connection_check_interval=1s',
    'timezone=UTC',
    'log_timezone=UTC',
    'fsync=on',
    'synchronous_commit=on',
    'full_page_writes=on',
    // Nobody copies this server's log: the least that a crash needs.
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=1GB',
    'checkpoint_timeout=15min',
    'shared_buffers=256MB',
    'random_page_cost=1.1',
    'jit=off',
    'io_method=sync',
    'max_parallel_workers_per_gather=0',
    // Values of a failed statement are personal data: they stay out of the log.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
  ];
}
