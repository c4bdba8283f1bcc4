package io.datasafe.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;

/** What a run has to tell. */
interface Content {
    /** Renders the page; {@code charts} is where the charts lie, as seen from it. */
    String markdown(String charts);

    /** Draws the charts into a directory that is there. */
    void draw(Path directory) throws IOException;

    /** The word in the two marks of a page between which it belongs. */
    String mark();
}
