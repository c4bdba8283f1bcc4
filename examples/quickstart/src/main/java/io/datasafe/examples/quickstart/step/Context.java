package io.datasafe.examples.quickstart.step;

import io.datasafe.examples.quickstart.pom.Corpus;
import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.terminal.Terminal;

/**
 * The resources of a step.
 *
 * @param terminal where to print
 * @param server where to store
 * @param corpus what to store
 * @param threads how many threads work at once; the server's pool has a connection for each
 * @since 0.1
 */
public record Context(Terminal terminal, Server server, Corpus corpus, int threads) {}
