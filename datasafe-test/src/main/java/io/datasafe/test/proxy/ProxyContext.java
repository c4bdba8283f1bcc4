package io.datasafe.test.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** What all connections of one proxy share. The two lists can be read while they change. */
record ProxyContext(
        InetSocketAddress target,
        Duration connectTimeout,
        Delays delays,
        Signal signal,
        Valve valve,
        ProxyThreads threads,
        Counters counters,
        List<Fault> faults,
        List<Recording> recordings) {

    void install(Fault fault) {
        faults.removeIf(Fault::isCancelled);
        faults.add(fault);
    }
}
