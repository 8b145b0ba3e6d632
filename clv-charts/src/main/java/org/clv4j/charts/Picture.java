package org.clv4j.charts;

import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.Title;

/**
 * A plot and what explains it.
 *
 * @param plot the plot
 * @param legend what the lines and colours mean; empty if there is but one
 * @param titles what else stands beside the plot, such as a scale of colours
 */
record Picture(XYPlot plot, List<LegendItem> legend, List<Title> titles) {}
