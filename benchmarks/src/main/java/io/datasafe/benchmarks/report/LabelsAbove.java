package io.datasafe.benchmarks.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;

/** XChart writes a bar's figure into the bar, where it cannot be read on a short or dark one; this lifts it above. */
final class LabelsAbove extends SVGGraphics2D {
    /** The colour by which a figure is told from all else. */
    static final Color FIGURE = new Color(0x24292e);

    private static final int GAP = 4;

    LabelsAbove(SVGGeneratorContext context) {
        super(context, false);
    }

    @Override
    public void fill(Shape shape) {
        super.fill(FIGURE.equals(getColor()) ? lifted(shape) : shape);
    }

    private static Shape lifted(Shape figure) {
        double height = figure.getBounds2D().getHeight() + GAP;
        return AffineTransform.getTranslateInstance(0, -height).createTransformedShape(figure);
    }
}
