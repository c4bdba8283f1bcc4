package io.datasafe.benchmarks.report;

import java.util.Locale;

/**
 * Draws a chart as SVG: a bar up to the median (on a logarithmic axis a point, since it has no zero), a line from
 * quartile to quartile, and the figure beside it. White, so that it can be read anywhere.
 */
final class Svg {
    static final int WIDTH = 900;

    /** Where labels end and the axis begins. */
    static final int LEFT = 230;

    private static final int RIGHT = 800;
    private static final int TOP = 44;
    private static final int HEADING = 26;
    private static final int ROW = 20;
    private static final int FOOT = 52;
    private static final int GAP = 6;
    private static final int BAR = 12;
    private static final int CAP = 4;
    private static final String INK = "#24292f";
    private static final String GRID = "#e5e8eb";

    private final Chart chart;
    private final Axis axis;
    private final StringBuilder out = new StringBuilder();

    private Svg(Chart chart) {
        this.chart = chart;
        this.axis = Axis.of(chart);
    }

    static String of(Chart chart) {
        return new Svg(chart).draw();
    }

    private String draw() {
        int rows =
                chart.groups().stream().mapToInt(group -> group.rows().size()).sum();
        int bottom = TOP + chart.groups().size() * HEADING + rows * ROW;
        int height = bottom + FOOT;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" fill=\"%3$s\">",
                WIDTH, height, INK);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        text(WIDTH / 2.0, TOP / 2.0 + 4, "middle", "font-size=\"16\" font-weight=\"bold\"", chart.title());
        for (double mark : axis.marks()) {
            line(x(mark), TOP, x(mark), bottom + CAP, GRID, 1);
            text(x(mark), bottom + 18, "middle", "", Figures.of(mark));
        }
        text((LEFT + RIGHT) / 2.0, bottom + 38, "middle", "", chart.axis());
        int y = TOP;
        for (Chart.Group group : chart.groups()) {
            text(GAP * 2, y + HEADING - 9, "start", "font-weight=\"bold\"", group.name());
            y += HEADING;
            for (Chart.Row row : group.rows()) {
                draw(row, y + ROW / 2);
                y += ROW;
            }
        }
        add("</svg>");
        return out.toString();
    }

    private void draw(Chart.Row row, int y) {
        String color = String.format(Locale.ROOT, "#%06x", row.rgb());
        Range figure = row.figure();
        text(LEFT - GAP, y + 4, "end", "", row.label());
        if (axis.logarithmic()) {
            add("<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", x(figure.middle()), y, color);
        } else {
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    LEFT, y - BAR / 2, x(figure.middle()) - LEFT, BAR, color);
        }
        if (figure.high() > figure.low()) {
            line(x(figure.low()), y, x(figure.high()), y, INK, 1.5);
            line(x(figure.low()), y - CAP, x(figure.low()), y + CAP, INK, 1.5);
            line(x(figure.high()), y - CAP, x(figure.high()), y + CAP, INK, 1.5);
        }
        text(x(figure.high()) + GAP, y + 4, "start", "font-size=\"11\"", row.text());
    }

    private double x(double figure) {
        return LEFT + axis.place(figure) * (RIGHT - LEFT);
    }

    private void line(double x1, double y1, double x2, double y2, String color, double width) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
                x1, y1, x2, y2, color, width);
    }

    private void text(double x, double y, String anchor, String style, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>", x, y, anchor, style, escaped(text));
    }

    // Error Prone wants its own annotation here, and the benchmarks do not depend on it.
    @SuppressWarnings("AnnotateFormatMethod")
    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
