package org.clv4j.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a file, or of an object in it: texts, numbers, truth values, lists of texts, maps
 * of numbers.
 */
record ModelFields(Map<String, Object> byName) {
  /** A null. */
  static final Object NOTHING = new Object();

  static Map<String, Object> read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("a model file must be a JSON object");
    }
    Map<String, Object> fields = fields(parser);
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("a model file must end after its object");
    }
    return fields;
  }

  private static Map<String, Object> fields(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser, name));
    }
    return fields;
  }

  private static Object value(JsonParser parser, String name) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT ->
          switch (name) {
            case "choice" -> new ModelFields(fields(parser));
            case "reference_levels" -> textsByName(parser, name);
            default -> numbersIn(parser, name);
          };
      case START_ARRAY ->
          name.equals("candidates") || name.equals(ModelText.EFFECTS)
              ? objectsIn(parser, name)
              : textsIn(parser, name);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> NOTHING;
      default -> finite(parser, name);
    };
  }

  private static Map<String, Double> numbersIn(JsonParser parser, String name) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      numbers.put(key, finite(parser, name + "." + key));
    }
    return numbers;
  }

  private static Map<String, String> textsByName(JsonParser parser, String name)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new IllegalArgumentException(
            name + "." + key + " must be a text, but was " + parser.getText());
      }
      texts.put(key, parser.getText());
    }
    return texts;
  }

  private static List<ModelFields> objectsIn(JsonParser parser, String name) throws IOException {
    List<ModelFields> objects = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      objects.add(new ModelFields(fields(parser)));
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw new IllegalArgumentException(name + " must be a list of objects");
    }
    return objects;
  }

  private static List<String> textsIn(JsonParser parser, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(parser.getText());
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw new IllegalArgumentException(name + " must be a list of texts");
    }
    return texts;
  }

  private static double finite(JsonParser parser, String name) throws IOException {
    if (parser.currentToken().isNumeric() && Double.isFinite(parser.getDoubleValue())) {
      return parser.getDoubleValue();
    }
    throw new IllegalArgumentException(
        name + " must be a finite number, but was " + parser.getText());
  }

  void requireNames(Set<String> names, Set<String> optional) {
    Set<String> found = new TreeSet<>(byName.keySet());
    found.removeAll(optional);
    if (!found.equals(names)) {
      throw new IllegalArgumentException(
          "fields must be "
              + new TreeSet<>(names)
              + ", but were "
              + new TreeSet<>(byName.keySet()));
    }
  }

  void require(String name, Object expected) {
    Object found = byName.get(name);
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          name + " must be " + expected + ", but was " + (found == null ? "missing" : found));
    }
  }

  void requireNear(String name, double expected) {
    requireNear(name, number(name), expected);
  }

  /** Of a number in an object of numbers. */
  void requireNear(String name, String key, double expected) {
    requireNear(name + "." + key, numbers(name).getOrDefault(key, Double.NaN), expected);
  }

  /** Of a list of objects of texts, numbers and nulls; empty where the field is not there. */
  void requireNear(String name, List<Map<String, Object>> expected) {
    Object found = byName.getOrDefault(name, List.of());
    List<?> objects = found instanceof List<?> list ? list : List.of();
    boolean same = objects.size() == expected.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same =
          objects.get(i) instanceof ModelFields object && isNear(object.byName(), expected.get(i));
    }
    if (!same) {
      throw new IllegalArgumentException(name + " must be those of the parameters, but are not");
    }
  }

  private static boolean isNear(Map<?, ?> found, Map<String, Object> expected) {
    return found.keySet().equals(expected.keySet())
        && expected.keySet().stream()
            .allMatch(key -> isNear(found.get(key), expected.getOrDefault(key, NOTHING)));
  }

  private static boolean isNear(@Nullable Object found, Object expected) {
    if (found instanceof Double number && expected instanceof Double right) {
      return isNear((double) number, (double) right);
    }
    return expected.equals(found);
  }

  private static boolean isNear(double found, double expected) {
    return Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  }

  private static void requireNear(String name, double found, double expected) {
    if (!isNear(found, expected)) {
      throw new IllegalArgumentException(
          name + " must be " + expected + " for the other fields, but was " + found);
    }
  }

  private <T> T typed(String name, Class<T> type, String what) {
    Object found = byName.get(name);
    if (!type.isInstance(found)) {
      throw new IllegalArgumentException(name + " must be " + what + ", but was " + found);
    }
    return type.cast(found);
  }

  String text(String name) {
    return typed(name, String.class, "a text");
  }

  /** Whether a field is not there or null. */
  boolean isNull(String name) {
    return byName.getOrDefault(name, NOTHING) == NOTHING;
  }

  @Nullable String textOrNull(String name) {
    return isNull(name) ? null : text(name);
  }

  /** Empty where the field is not there. */
  Optional<ModelFields> object(String name) {
    return byName.containsKey(name)
        ? Optional.of(typed(name, ModelFields.class, "an object"))
        : Optional.empty();
  }

  List<ModelFields> objects(String name) {
    List<ModelFields> objects = new ArrayList<>();
    for (Object object : typed(name, List.class, "a list of objects")) {
      objects.add((ModelFields) object);
    }
    return objects;
  }

  double number(String name) {
    return typed(name, Double.class, "a number");
  }

  int wholeNumber(String name) {
    double number = number(name);
    if (number != (int) number) {
      throw new IllegalArgumentException(name + " must be a whole number, but was " + number);
    }
    return (int) number;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object text : typed(name, List.class, "a list of texts")) {
      texts.add((String) text);
    }
    return texts;
  }

  /** Empty where the field is not there. */
  Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (byName.containsKey(name)) {
      for (Object entry : typed(name, Map.class, "an object of texts").entrySet()) {
        Map.Entry<?, ?> text = (Map.Entry<?, ?>) entry;
        texts.put((String) text.getKey(), (String) text.getValue());
      }
    }
    return texts;
  }

  Map<String, Double> numbers(String name) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Object entry : typed(name, Map.class, "an object of numbers").entrySet()) {
      Map.Entry<?, ?> number = (Map.Entry<?, ?>) entry;
      numbers.put((String) number.getKey(), (Double) number.getValue());
    }
    return numbers;
  }
}
