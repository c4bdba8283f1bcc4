package io.datasafe.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.datasafe.benchmarks.pair.ForkBlocks;
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
import java.util.function.Function;
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
        if (environments.stream().distinct().count() != 1) {
            throw new IllegalArgumentException(directory + " must hold the pairs of one run");
        }
        List<String> order = Pairs.ALL.stream().map(Pair::name).toList();
        results.sort(
                Comparator.comparingInt(result -> order.indexOf(result.pair().name())));
        return new PairPage(environments.get(0), results);
    }

    @Override
    public String tables() {
        StringBuilder out = new StringBuilder(Provenance.of(environment));
        out.append("\n| pair | ours | peer's | ratio | quartiles | aim | |\n|---|--:|--:|--:|--:|--:|---|\n");
        results.forEach(result -> out.append(row(result)));
        return out.append("\n").append(effort()).toString();
    }

    @Override
    public String published(String charts, String tables) {
        return tables() + "\n![" + TITLE + "](" + charts + CHART + ".svg)\n";
    }

    @Override
    public void draw(Path directory) throws IOException {
        List<Chart.Row> rows = results.stream()
                .map(result -> new Chart.Row(result.pair().title(), RGB, Range.of(result.ratios())))
                .toList();
        Files.writeString(
                directory.resolve(CHART + ".svg"),
                Svg.of(new Chart(TITLE, "ratio, 1 is equal", List.of(new Chart.Group("", rows)), false)));
    }

    @Override
    public String mark() {
        return "pairs";
    }

    private static String row(PairResult result) {
        Pair pair = result.pair();
        Range ratio = Range.of(result.ratios());
        String unit = result.unit().replace("us/op", "µs").replace("ns/op", "ns");
        boolean more = pair.moreIsBetter();
        return "| " + pair.title() + " | " + side(result, ForkBlocks::ours) + " " + unit + " | "
                + side(result, ForkBlocks::peer) + " " + unit + " | " + Figures.precise(ratio.middle()) + " | "
                + Figures.precise(ratio.low()) + " – " + Figures.precise(ratio.high()) + " | "
                + (pair.limit() == 0
                        ? "– | "
                        : (more ? "≥ " : "≤ ") + Figures.of(pair.limit()) + " | "
                                + Aim.verdict(ratio, pair.limit(), more))
                + " |\n";
    }

    private static String side(PairResult result, Function<ForkBlocks, List<Double>> side) {
        return Figures.of(
                Range.of(result.forks().stream().map(side).flatMap(List::stream).toList())
                        .middle());
    }

    private String effort() {
        PairResult any = results.get(0);
        long unsettled = results.stream()
                .flatMap(result -> result.forks().stream())
                .filter(fork -> !fork.settled())
                .count();
        int forks = any.forks().size();
        return "Each pair: " + forks + " JVMs of " + any.forks().get(0).ours().size() + " blocks of each side, after "
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
