package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;

class CovariateDataTest {
  private static final List<String> IDS = List.of("1", "2", "3", "4", "5", "6");
  private static final double[] SIZE = {1, 2, 4, 3, 7, 5};
  private static final List<String> CHANNEL = List.of("web", "shop", "web", "fax", "shop", "web");

  private static Covariates.Builder builder() {
    return Covariates.builder(IDS);
  }

  private static CovariateData data(Covariates covariates) {
    return CovariateData.of(
        IDS,
        new int[] {0, 1, 2, 0, 3, 1},
        new double[] {0, 5, 20, 0, 30, 9},
        new double[] {40, 40, 40, 30, 35, 40},
        null,
        PeriodUnit.WEEK,
        covariates);
  }

  private static void assertMessage(Runnable action, String part) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
  }

  private static void assertRefused(Covariates covariates, String part) {
    assertMessage(() -> CovariateModel.fit("bg-nbd", data(covariates)), part);
  }

  @Test
  void categoriesBecomeDummies() {
    CovariateData data = data(builder().number("size", SIZE).category("channel", CHANNEL).build());
    assertEquals(List.of("channel=shop", "channel=web", "size"), data.names());
    assertEquals(Map.of("channel", "fax"), data.referenceLevels());
    assertEquals(6, data.groups().size());
    CovariateData stated = data(builder().category("channel", CHANNEL, "web").build());
    assertEquals(List.of("channel=fax", "channel=shop"), stated.names());
    assertEquals(Map.of("channel", "web"), stated.referenceLevels());
    assertEquals(3, stated.groups().size());
    assertEquals(6, stated.customers().customers());
  }

  @Test
  void columnsThatSayNothingOfTheirOwnAreRefusedByName() {
    assertRefused(
        builder().number("size", SIZE).number("one", 1, 1, 1, 1, 1, 1).build(),
        "one must differ between customers to have an effect, but was 1.0 for all");
    assertRefused(
        builder().number("year", Arrays.stream(SIZE).map(x -> 1e9 + 1e-4 * x).toArray()).build(),
        "year must differ between customers");
    // Not all levels alike and only one of them are two things.
    assertMessage(
        () -> data(builder().category("channel", List.of("a", "a", "a", "a", "a", "a")).build()),
        "channel must differ between customers to have an effect, but was [a] for all");
    double[] price = {3, 1, 4, 1, 5, 9};
    double[] mixed = new double[6];
    for (int i = 0; i < 6; i++) {
      mixed[i] = 0.1 * price[i] - 3 * SIZE[i] + 7;
    }
    assertRefused(
        builder()
            .number("price", price)
            .number("size", SIZE)
            .number("other", 0, 1, 1, 0, 0, 1)
            .number("zmixed", mixed)
            .build(),
        "zmixed must say something that the other covariates do not, but follows from [price, size]");
    assertRefused(
        builder().category("channel", CHANNEL).number("remote", 1, 0, 1, 1, 0, 1).build(),
        "remote must say something that the other covariates do not, but follows from"
            + " [channel=shop]");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertMessage(
        () -> builder().number("size", 1, 2, Double.NaN, 3, 4, 5),
        "size of customer \"3\" (row 2) must be a finite number, but was NaN");
    assertMessage(
        () -> builder().category("channel", Arrays.asList("a", "b", "a", null, "a", "b")),
        "channel of customer \"4\" (row 3) must be a category, but was null");
    assertMessage(
        () -> builder().category("channel", List.of("a", "b", " ", "a", "a", "b")), "blank");
    assertMessage(() -> builder().number("size", 1, 2), "each of the 6 customers, but had 2");
    assertMessage(() -> builder().number(" ", SIZE), "must not be blank");
    assertMessage(
        () -> builder().number("size", SIZE).category("size", CHANNEL), "two were called \"size\"");
    assertMessage(
        () -> data(builder().number("channel=web", SIZE).category("channel", CHANNEL).build()),
        "two were called \"channel=web\"");
    assertMessage(() -> Covariates.builder(List.of("a", "b", "a")), "\"a\" had rows 0 and 2");
    assertMessage(
        () -> data(builder().category("channel", CHANNEL, "boat").build()),
        "reference level of channel must be one of [fax, shop, web], but was \"boat\"");
    Covariates few = Covariates.builder(List.of("1", "5")).number("size", 1, 2).build();
    assertMessage(() -> data(few), "but 4 of 6 had none, the first of them \"2\"");
    Covariates fine = builder().number("size", SIZE).build();
    assertMessage(
        () -> CovariateModel.fit("bg-nbd", data(fine), CovariateOptions.DEFAULT.onRate("sise")),
        "covariate must be one of [size], but was \"sise\"");
    assertMessage(
        () ->
            CovariateModel.fit("bg-nbd", data(fine), CovariateOptions.DEFAULT.onRate().onDropout()),
        "at least one covariate");
    assertMessage(() -> CovariateOptions.DEFAULT.withL2(-1, 0), "L2 penalty of the rate");
    assertMessage(() -> CovariateOptions.DEFAULT.onRate().withEqual("size"), "acts on one of them");
    assertMessage(
        () -> CovariateOptions.DEFAULT.withEqual("size").withSeparateDropout(), "one each");
  }
}
