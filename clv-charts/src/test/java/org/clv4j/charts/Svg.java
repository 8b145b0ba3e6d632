package org.clv4j.charts;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A drawing as a tree. */
final class Svg {
  private final Element root;

  private Svg(Document document) {
    root = document.getDocumentElement();
  }

  static Svg of(Chart chart) {
    return parsed(chart.svg());
  }

  static Svg parsed(String svg) {
    try {
      return new Svg(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg))));
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  Element root() {
    return root;
  }

  List<Element> all(String tag) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = root.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** What the shapes of a kind say they mean, in the order in which they are drawn. */
  List<String> meanings(String tag) {
    List<String> meanings = new ArrayList<>();
    for (Element element : all(tag)) {
      Node child = element.getFirstChild();
      if (child != null && child.getNodeName().equals("title")) {
        meanings.add(child.getTextContent());
      }
    }
    return meanings;
  }

  /** The names of the lines that tell their values, in the order in which they are drawn. */
  List<String> lines() {
    return meanings("circle").stream()
        .filter(meaning -> meaning.contains(": "))
        .map(meaning -> meaning.substring(0, meaning.indexOf(": ")))
        .distinct()
        .toList();
  }

  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }
}
