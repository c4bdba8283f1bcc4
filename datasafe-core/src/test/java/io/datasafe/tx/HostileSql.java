package io.datasafe.tx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A text of {@code hostile-sql.txt}, with what every reader of SQL must find in it. */
record HostileSql(int statements, boolean ends, String writes, String text) {
    static List<HostileSql> all() {
        try {
            List<HostileSql> all = new ArrayList<>();
            String file = Files.readString(Path.of("src/test/resources/hostile-sql.txt"));
            for (String entry : file.replaceAll("(?m)^#.*\n", "").split("\n----\n")) {
                String[] header = entry.substring(0, entry.indexOf('\n')).split(" ");
                String text = entry.substring(entry.indexOf('\n') + 1).stripTrailing();
                all.add(new HostileSql(
                        Integer.parseInt(header[0]),
                        header[1].equals("ends"),
                        header[2],
                        text.replace("<CR>", "\r").replace("<FF>", "\f").replace("<NBSP>", "\u00a0")));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text.replaceAll("\\s+", " ");
    }
}
