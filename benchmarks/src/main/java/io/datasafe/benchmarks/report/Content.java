package io.datasafe.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;

/** What a run has to tell. */
interface Content {
    /** Renders all tables, for the directory of the run. */
    String tables();

    /**
     * Renders what belongs into the documentation.
     *
     * @param charts where the charts lie, as seen from there
     * @param tables where the tables lie, as seen from there
     */
    String published(String charts, String tables);

    /** Draws the charts into a directory that is there. */
    void draw(Path directory) throws IOException;

    /** The word in the two marks of a page between which it belongs. */
    String mark();
}
