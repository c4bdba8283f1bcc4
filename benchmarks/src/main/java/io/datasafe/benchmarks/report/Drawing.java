package io.datasafe.benchmarks.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.w3c.dom.Document;

/** How all charts look, and how they become SVG. White, so that they can be read anywhere. */
final class Drawing {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final double HEADROOM = 1.08;

    /** More peers than these need a smaller legend. */
    private static final int PEERS_IN_A_ROW = 7;

    /** With more bars than these there is no room for a figure above each. */
    private static final int BARS_WITH_FIGURES = 30;

    private static final Color INK = new Color(0x24292f);
    private static final Color GRID = new Color(0xe5e8eb);

    private Drawing() {}

    static CategoryChart begin(String title, String axis) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(axis)
                .build();
        style(chart.getStyler());
        return chart;
    }

    /** Writes it, from 0 to a little above the highest bar. */
    static void write(CategoryChart chart, double highest, Path file) throws IOException {
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(highest * HEADROOM);
        Files.writeString(file, svg(chart));
    }

    /** Writes it on a logarithmic axis, from a tenth to the power of ten above the highest bar. */
    static void writeLogarithmic(CategoryChart chart, double highest, Path file) throws IOException {
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.1);
        chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(highest * HEADROOM))));
        Files.writeString(file, svg(chart));
    }

    private static void style(CategoryStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setChartFontColor(INK);
        styler.setAxisTickLabelsColor(INK);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLabelsVisible(true);
        styler.setLabelsPosition(1);
        styler.setLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        styler.setLabelsFontColorAutomaticEnabled(false);
        styler.setLabelsFontColor(LabelsAbove.FIGURE);
        styler.setAvailableSpaceFill(0.85);
        styler.setYAxisDecimalPattern("#,##0.##");
        styler.setLocale(Locale.ROOT);
    }

    private static String svg(CategoryChart chart) throws IOException {
        int bars = chart.getSeriesMap().values().stream()
                .mapToInt(series -> series.getXData().size())
                .sum();
        if (chart.getSeriesMap().size() > PEERS_IN_A_ROW) {
            chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        }
        chart.getStyler().setLabelsVisible(bars <= BARS_WITH_FIGURES);
        Document document;
        try {
            document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("the JDK has no XML parser", e);
        }
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(2);
        SVGGraphics2D graphics = new LabelsAbove(context);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.paint(graphics, WIDTH, HEIGHT);
        StringWriter out = new StringWriter();
        graphics.stream(out, true);
        return out.toString();
    }
}
