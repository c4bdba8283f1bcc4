package io.datasafe.benchmarks.run;

import java.util.SortedMap;

/**
 * What a run was measured on, for {@code environment.json}. Names no host, no user and no path.
 *
 * @param suite the name of the suite
 * @param date the day, in UTC
 * @param command what to type to run it again
 * @param commit the commit of the sources, with {@code -dirty} if they had changes
 * @param cpu the processor's name
 * @param cores the number of its cores that the JVM sees
 * @param memory the machine's memory in GiB
 * @param os the operating system
 * @param jdk the Java virtual machine
 * @param postgresql the server's version
 * @param versions of datasafe, its peers and what they stand on
 * @param note what else a reader has to know, such as other work on the machine
 * @since 0.1
 */
public record Environment(
        String suite,
        String date,
        String command,
        String commit,
        String cpu,
        int cores,
        long memory,
        String os,
        String jdk,
        String postgresql,
        SortedMap<String, String> versions,
        String note) {
    private static final String DIRTY = "-dirty";

    /** {@return whether the sources had changes that are in no commit: nobody can build what was measured again} */
    public boolean isDirty() {
        return commit.endsWith(DIRTY);
    }

    /**
     * The same with another note.
     *
     * @param other the note
     * @return a copy
     */
    public Environment withNote(String other) {
        return new Environment(suite, date, command, commit, cpu, cores, memory, os, jdk, postgresql, versions, other);
    }

    /** Refuses to publish what nobody can build again. */
    void requireClean() {
        if (isDirty()) {
            throw new IllegalStateException("the sources have changes that are not committed (" + commit
                    + "): results that are published come from a commit");
        }
    }
}
