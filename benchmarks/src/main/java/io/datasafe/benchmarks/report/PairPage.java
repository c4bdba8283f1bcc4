package io.datasafe.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.datasafe.benchmarks.pair.Pair;
import io.datasafe.benchmarks.pair.PairResult;
import io.datasafe.benchmarks.pair.Pairs;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a run of pairs. */
record PairPage(Environment environment, List<PairResult> results) implements Content {
    private static final String CHART = "pairs";
    private static final String TITLE = "Ours by the peer's, block by block";
    private static final int RGB = 0x1a7f37;

    static PairPage read(Path directory) throws IOException {
        Gson gson = new Gson();
        List<PairResult> results = new ArrayList<>();
        List<Environment> environments = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonObject json = gson.fromJson(Files.readString(file), JsonObject.class);
                environments.add(gson.fromJson(json.get("environment"), Environment.class));
                results.add(gson.fromJson(json, PairResult.class));
            }
        }
        // A run may be made in parts, each with a note of its own.
        String notes = environments.stream().map(Environment::note).distinct().collect(Collectors.joining(" "));
        if (environments.stream().map(each -> each.withNote("")).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    directory + " must hold pairs of one commit, measured on one machine on one day");
        }
        List<String> order = Pairs.ALL.stream().map(Pair::name).toList();
        results.sort(
                Comparator.comparingInt(result -> order.indexOf(result.pair().name())));
        return new PairPage(environments.get(0).withNote(notes), results);
    }

    @Override
    public String tables() {
        StringBuilder out = new StringBuilder(Provenance.of(environment));
        out.append("\n").append(PairRow.HEAD);
        results.forEach(result -> out.append(new PairRow(result).markdown()));
        return out.append("\n").append(effort()).toString();
    }

    @Override
    public String published(String charts, String tables) {
        return tables() + "\n![" + TITLE + "](" + charts + CHART + ".svg)\n";
    }

    @Override
    public void draw(Path directory) throws IOException {
        List<Chart.Group> groups = results.stream()
                .map(PairRow::new)
                .map(row -> new Chart.Group(row.pair().title(), List.of(new Chart.Row("ratio", RGB, row.ratio()))))
                .toList();
        Files.writeString(
                directory.resolve(CHART + ".svg"),
                Svg.of(new Chart(TITLE, "ratio; lines from quartile to quartile of single blocks", groups, false)));
    }

    @Override
    public String mark() {
        return "pairs";
    }

    private String effort() {
        PairResult any = results.get(0);
        long unsettled = results.stream()
                .flatMap(result -> result.forks().stream())
                .filter(fork -> !fork.settled())
                .count();
        int forks = any.forks().size();
        return "Each pair: " + forks + " JVMs of " + any.forks().get(0).blocks() + " blocks of each side, after "
                + warmUps() + " blocks of warm-up, until neither fell any more"
                + (unsettled == 0
                        ? ""
                        : "; in " + unsettled + " of " + forks * results.size()
                                + " JVMs the warm-up ended at its longest instead")
                + ".\n";
    }

    private String warmUps() {
        List<Double> counts = results.stream()
                .flatMap(result -> result.forks().stream())
                .map(fork -> (double) fork.warmUpBlocks())
                .toList();
        return Figures.whole(Quantile.of(counts, 0)) + " to " + Figures.whole(Quantile.of(counts, 1));
    }
}
