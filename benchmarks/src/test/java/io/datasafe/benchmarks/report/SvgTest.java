package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTest {
    /** A sans-serif letter is a little more than half as wide as it is high. */
    private static final double WIDTH_OF_A_LETTER = 0.58;

    private static final Pattern TEXT =
            Pattern.compile("<text x=\"([\\d.]+)\" y=\"[\\d.]+\" text-anchor=\"(\\w+)\" ([^>]*)>([^<]*)</text>");
    private static final Pattern SIZE = Pattern.compile("font-size=\"(\\d+)\"");

    @Test
    void drawsTheQuartiles() {
        Chart.Row row = new Chart.Row("datasafe", 0x1a7f37, new Range(20, 50, 100));

        String svg = Svg.of(new Chart("title", "axis", List.of(new Chart.Group("group", List.of(row))), false));

        // From 230 to 800: 0 to 100.
        assertThat(svg)
                .contains("<rect x=\"230\" y=\"74\" width=\"285.0\"")
                .contains("<line x1=\"344.0\" y1=\"80.0\" x2=\"800.0\" y2=\"80.0\"")
                .contains(">datasafe</text>", ">50</text>", ">axis</text>");
    }

    @Test
    void showsSmallFiguresBesideLargeOnes() {
        Chart.Row small = new Chart.Row("small", 0, new Range(1, 1, 1));
        Chart.Row large = new Chart.Row("large", 0, new Range(1_000, 1_000, 1_000));

        String svg = Svg.of(new Chart("title", "axis", List.of(new Chart.Group("group", List.of(small, large))), true));

        assertThat(svg)
                .contains("cx=\"230.0\"", "cx=\"800.0\"", ">1,000</text>")
                .doesNotContain("NaN", "Infinity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21-transactions", "2026-11-21-loaders", "2026-11-21-trees", "2026-11-21-watch"})
    void cutsNoTextOff(String run) throws Exception {
        Page page = (Page) Report.read(Path.of("results", run));
        for (Chapter chapter : Subject.of(page.environment().suite()).chapters()) {
            String svg = Svg.of(BarChart.of(chapter, page.results()));
            assertThat(TEXT.matcher(svg).results()).isNotEmpty().allSatisfy(SvgTest::isInside);
        }
    }

    private static void isInside(MatchResult text) {
        MatchResult size = SIZE.matcher(text.group(3)).results().findFirst().orElse(null);
        double width =
                text.group(4).length() * WIDTH_OF_A_LETTER * (size == null ? 12 : Integer.parseInt(size.group(1)));
        double x = Double.parseDouble(text.group(1));
        double left = x - (text.group(2).equals("end") ? width : text.group(2).equals("middle") ? width / 2 : 0);
        assertThat(left).as(text.group(4)).isNotNegative();
        assertThat(left + width).as(text.group(4)).isLessThanOrEqualTo(Svg.WIDTH);
    }
}
