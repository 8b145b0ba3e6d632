package org.clv4j.models.covariate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovariateModelTest {
  private static final CovariateOptions TWO_THREADS =
      CovariateOptions.DEFAULT.withFit(FitOptions.DEFAULT.withThreads(2));

  private static Shop shop(String model) {
    return Shop.of(Shop.truth(model), 80, 40, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void simulatedEffectsAreFoundAgain(String model) {
    Shop shop = shop(model);
    FitResult<CovariateModel> fit = CovariateModel.fit(model, shop.data());
    // But for the word on what one effect on a and b is.
    assertEquals(model.equals("pareto-nbd") ? 0 : 1, fit.warnings().size(), fit::toString);
    Shop.truth(model)
        .parameters()
        .forEach(
            (name, truth) -> {
              double error = fit.standardError(name).orElseThrow();
              // In logs for the parameters of the model, whose estimates are skew.
              double off =
                  name.indexOf('.') >= 0
                      ? fit.parameter(name) - truth
                      : fit.parameter(name) * Math.log(fit.parameter(name) / truth);
              assertTrue(Math.abs(off) < 4 * error, name + " " + fit.parameter(name) + " " + error);
            });
    double sum = 0;
    Covariates covariates = shop.covariates();
    for (int i = 0; i < shop.ids().size(); i++) {
      sum += fit.model().at(covariates, shop.ids().get(i)).logLikelihood(shop.customers().get(i));
    }
    // Quadratures by table and by row differ by 1e-13 of each customer's 10.
    assertEquals(sum, fit.logLikelihood(), 1e-7);
    FitResult<?> without =
        TransactionModels.fit(model, shop.data().customers(), null, FitOptions.DEFAULT);
    FitResult.LikelihoodRatio test = fit.likelihoodRatioTest(without);
    assertEquals(4, test.degreesOfFreedom());
    assertTrue(test.pValue() < 1e-6, test::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void neitherUnitsNorOriginsNorReferenceLevelsMatter(String model) {
    Shop shop = shop(model);
    FitResult<CovariateModel> fit = CovariateModel.fit(model, shop.data());
    FitResult<CovariateModel> other =
        CovariateModel.fit(
            model,
            shop.data(
                Covariates.builder(shop.ids())
                    .category("channel", shop.channel(), "web")
                    .number("age", shop.age(1000, 7000))
                    .build()));
    // The search ends where it expects 1e-9 more, so two ends differ by 1e-9 in value and by
    // 3e-5 standard errors in place.
    assertEquals(fit.logLikelihood(), other.logLikelihood(), 1e-8);
    for (String kind : List.of("rate", "dropout")) {
      double error = fit.standardError(kind + ".age").orElseThrow();
      assertEquals(
          fit.parameter(kind + ".age"), 1000 * other.parameter(kind + ".age"), 1e-4 * error);
      assertEquals(error, 1000 * other.standardError(kind + ".age").orElseThrow(), 1e-4 * error);
      error = fit.standardError(kind + ".channel=web").orElseThrow();
      assertEquals(
          fit.parameter(kind + ".channel=web"),
          -other.parameter(kind + ".channel=shop"),
          1e-4 * error);
      assertEquals(error, other.standardError(kind + ".channel=shop").orElseThrow(), 1e-4 * error);
    }
    TransactionModel one = fit.model().at(Map.of("age", 0.3, "channel=web", 1.0));
    TransactionModel two = other.model().at(Map.of("age", 7300.0, "channel=shop", 0.0));
    one.parameters()
        .forEach(
            (name, value) ->
                assertEquals(value, two.parameters().getOrDefault(name, Double.NaN), 1e-4 * value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd"})
  void noOrderAndNoNumberOfThreadsChangesABit(String model) {
    Shop shop = shop(model);
    FitResult<CovariateModel> fit = CovariateModel.fit(model, shop.data());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shop.ids().size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(5));
    Covariates shuffled =
        Covariates.builder(order.stream().map(shop.ids()::get).toList())
            .category("channel", order.stream().map(shop.channel()::get).toList())
            .number("age", order.stream().mapToDouble(i -> shop.age()[i]).toArray())
            .build();
    FitResult<CovariateModel> other =
        CovariateModel.fit(model, shop.data(shuffled, new Random(6)), TWO_THREADS);
    assertEquals(fit, other);
  }

  @Test
  void anEffectOfZeroIsNone() {
    Map<String, Double> p = new LinkedHashMap<>(Shop.truth("bg-nbd").parameters());
    p.replaceAll((name, value) -> name.indexOf('.') >= 0 ? 0.0 : value);
    CovariateModel none = new CovariateModel("bg-nbd", p, Map.of("channel", "shop"), Shop.UNIT);
    BgNbd plain = new BgNbd(0.9, 8, 0.7, 2.4, Shop.UNIT);
    assertEquals(plain, none.at(Map.of("age", 123.0, "channel=web", 1.0)));
    assertEquals(plain, Shop.truth("bg-nbd").at(Map.of("age", 0.0, "channel=web", 0.0)));
    assertEquals(plain, Shop.truth("bg-nbd").baseline());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void aPenaltyWithoutLimitLeavesTheModelWithoutCovariates(String model) {
    Shop shop = shop(model);
    FitResult<? extends TransactionModel> without =
        TransactionModels.fit(model, shop.data().customers(), null, FitOptions.DEFAULT);
    FitResult<CovariateModel> fit =
        CovariateModel.fit(model, shop.data(), CovariateOptions.DEFAULT.withL2(1e12, 1e12));
    // A gradient of some hundreds moves a coefficient by 1e-10.
    assertEquals(without.logLikelihood(), fit.logLikelihood(), 1e-6);
    without
        .parameters()
        .forEach((name, value) -> assertEquals(value, fit.parameter(name), 1e-4 * value));
    fit.parameters()
        .forEach((name, value) -> assertTrue(name.indexOf('.') < 0 || Math.abs(value) < 1e-8));
    assertTrue(fit.warnings().get(0).contains("penalty"), fit.warnings()::toString);
  }

  @Test
  void aPenaltyIsOnTheScaleOfTheTotalLogLikelihood() {
    Shop shop = shop("bg-nbd");
    FitResult<CovariateModel> free = CovariateModel.fit("bg-nbd", shop.data());
    CovariateOptions options = CovariateOptions.DEFAULT.withL2(0, 25);
    FitResult<CovariateModel> fit = CovariateModel.fit("bg-nbd", shop.data(), options);
    assertTrue(
        Math.abs(fit.parameter("dropout.age")) < 0.95 * Math.abs(free.parameter("dropout.age")));
    // The value is that without the penalty, so below the maximum, but by less than the penalty.
    double drop = free.logLikelihood() - fit.logLikelihood();
    double squares = Math.pow(free.parameter("dropout.age") * 0.58, 2);
    squares += Math.pow(free.parameter("dropout.channel=web") * 0.5, 2);
    assertTrue(drop > 0 && drop < 25 * squares * 1.1, drop + " " + squares);
  }

  @Test
  void coefficientsCanActOnOneThingOrBeEqual() {
    Shop shop = shop("pareto-nbd");
    FitResult<CovariateModel> all = CovariateModel.fit("pareto-nbd", shop.data());
    FitResult<CovariateModel> some =
        CovariateModel.fit(
            "pareto-nbd",
            shop.data(),
            CovariateOptions.DEFAULT.onRate("age", "channel").onDropout("channel"));
    assertEquals(
        List.of("r", "alpha", "s", "beta", "rate.age", "rate.channel=web", "dropout.channel=web"),
        List.copyOf(some.parameters().keySet()));
    assertEquals(1, all.likelihoodRatioTest(some).degreesOfFreedom());
    FitResult<CovariateModel> equal =
        CovariateModel.fit("pareto-nbd", shop.data(), CovariateOptions.DEFAULT.withEqual("age"));
    assertEquals(
        List.of("r", "alpha", "s", "beta", "rate.channel=web", "dropout.channel=web", "both.age"),
        List.copyOf(equal.parameters().keySet()));
    assertTrue(equal.logLikelihood() < all.logLikelihood());
    TransactionModel at = equal.model().at(Map.of("age", 1.0, "channel=web", 0.0));
    double factor = Math.exp(-equal.parameter("both.age"));
    assertEquals(
        equal.parameter("alpha") * factor,
        at.parameters().getOrDefault("alpha", Double.NaN),
        1e-12);
    assertEquals(
        equal.parameter("beta") * factor, at.parameters().getOrDefault("beta", Double.NaN), 1e-11);
  }

  @Test
  void aAndBCanHaveACoefficientEach() {
    Shop shop = shop("mbg-nbd");
    FitResult<CovariateModel> one = CovariateModel.fit("mbg-nbd", shop.data());
    CovariateOptions options = CovariateOptions.DEFAULT.withSeparateDropout();
    FitResult<CovariateModel> each = CovariateModel.fit("mbg-nbd", shop.data(), options);
    assertEquals(2, each.likelihoodRatioTest(one).degreesOfFreedom());
    assertTrue(each.logLikelihood() >= one.logLikelihood());
    // Both were simulated with one coefficient.
    for (String name : List.of("dropout-a.age", "dropout-b.age")) {
      double error = each.standardError(name).orElseThrow();
      assertEquals(-0.6, each.parameter(name), 4 * error);
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CovariateModel.fit("pareto-nbd", shop.data(), options));
    assertTrue(String.valueOf(e.getMessage()).contains("pareto-nbd has none"), e::getMessage);
  }

  @Test
  void effectsAreFactorsWithIntervals() {
    FitResult<CovariateModel> fit = CovariateModel.fit("bg-nbd", shop("bg-nbd").data());
    List<CovariateEffect> effects = CovariateEffect.of(fit, 0.95);
    assertEquals(4, effects.size());
    CovariateEffect age = effects.get(0);
    assertEquals("rate.age", age.parameter());
    assertEquals(Math.exp(fit.parameter("rate.age")), age.multiplier().orElseThrow(), 1e-15);
    double error = fit.standardError("rate.age").orElseThrow();
    FitResult.ConfidenceInterval interval = age.interval().orElseThrow();
    // The 97.5 % point of the normal distribution.
    double z = 1.959963984540054;
    double multiplier = age.multiplier().orElseThrow();
    assertEquals(multiplier * Math.exp(-z * error), interval.low(), 1e-12);
    assertEquals(multiplier * Math.exp(z * error), interval.high(), 1e-12);
    assertEquals(error, age.standardError().orElseThrow());
    assertEquals(List.of("age", "rate"), List.of(age.covariate(), age.process()));
    TransactionModel young = fit.model().at(Map.of("age", 0.0, "channel=web", 0.0));
    TransactionModel old = fit.model().at(Map.of("age", 1.0, "channel=web", 0.0));
    TimeSpan moment = TimeSpan.of(1e-9, Shop.UNIT);
    // Nobody has left yet, so purchases are in the proportion of the rates.
    assertEquals(multiplier, old.expectedPurchases(moment) / young.expectedPurchases(moment), 1e-8);
  }

  @Test
  void anEffectTooLargeForANumberHasNoFactor() {
    CovariateModel tiny =
        new CovariateModel(
            "bg-nbd",
            Map.of("r", 1.0, "alpha", 1.0, "a", 1.0, "b", 1.0, "rate.share", 708.0),
            Map.of(),
            Shop.UNIT);
    Covariance covariance = Covariance.of(List.of("rate.share"), new double[][] {{4}});
    CovariateEffect effect = CovariateEffect.of(tiny, covariance, 0.95).get(0);
    assertTrue(effect.multiplier().isPresent() && effect.interval().isEmpty(), effect::toString);
    assertEquals(2, effect.standardError().orElseThrow());
    assertMessage(() -> CovariateEffect.of(tiny, covariance, 1), "level must be between 0 and 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void oneEffectOnAAndBIsNoneOnTheMeanChanceToLeave(String model) {
    Shop shop = shop(model);
    CovariateOptions age = CovariateOptions.DEFAULT.onRate("age").onDropout("age");
    String told = "dropout.age: of " + model + " one effect on dropout moves a and b alike";
    assertEquals(
        !model.equals("pareto-nbd"), warns(CovariateModel.fit(model, shop.data(), age), told));
    if (!model.equals("pareto-nbd")) {
      assertFalse(
          warns(
              CovariateModel.fit(model, shop.data(), age.withSeparateDropout()), "a and b alike"));
      assertTrue(
          warns(CovariateModel.fit(model, shop.data(), age.withEqual("age")), "both.age: of "));
    }
  }

  private static boolean warns(FitResult<?> fit, String text) {
    return fit.warnings().stream().anyMatch(warning -> warning.contains(text));
  }

  /** What chi-squared would not hold of, each told by its own reason. */
  @Test
  void testsThatMeanNothingAreRefused() {
    Shop shop = shop("bg-nbd");
    CovariateOptions free = CovariateOptions.DEFAULT;
    FitResult<CovariateModel> all = CovariateModel.fit("bg-nbd", shop.data());
    FitResult<?> none = BgNbd.fit(shop.data().customers());
    assertEquals(4, all.likelihoodRatioTest(none).degreesOfFreedom());
    FitResult<CovariateModel> drawn =
        CovariateModel.fit("bg-nbd", shop.data(), free.withL2(0, 1e-3));
    assertTrue(drawn.objective().penalised() && !all.objective().penalised());
    assertMessage(() -> drawn.likelihoodRatioTest(none), "needs fits without penalty");
    FitResult<CovariateModel> age =
        CovariateModel.fit("bg-nbd", shop.data(), free.onRate("age").onDropout());
    FitResult<CovariateModel> equal =
        CovariateModel.fit(
            "bg-nbd", shop.data(), free.onRate("age").onDropout("age").withEqual("age"));
    assertMessage(() -> drawn.likelihoodRatioTest(age), "needs fits without penalty");
    assertEquals(3, all.likelihoodRatioTest(age).degreesOfFreedom());
    assertEquals(3, all.likelihoodRatioTest(equal).degreesOfFreedom());
    FitResult<CovariateModel> channel =
        CovariateModel.fit("bg-nbd", shop.data(), free.onRate("channel").onDropout("channel"));
    assertMessage(() -> channel.likelihoodRatioTest(age), "nested model must be bg-nbd with");
    FitResult<CovariateModel> onlyRate =
        CovariateModel.fit("bg-nbd", shop.data(), free.onDropout());
    assertMessage(() -> onlyRate.likelihoodRatioTest(equal), "nested model must be bg-nbd with");
    FitResult<?> mbg =
        TransactionModels.fit("mbg-nbd", shop.data().customers(), null, FitOptions.DEFAULT);
    assertMessage(() -> all.likelihoodRatioTest(mbg), "but was mbg-nbd with [r, alpha, a, b]");
    Shop other = Shop.of(Shop.truth("bg-nbd"), 80, 40, 12);
    FitResult<?> others = BgNbd.fit(other.data().customers());
    assertMessage(() -> all.likelihoodRatioTest(others), "3200.0 with other histories");
    // In decades and backwards the same column is the same; that of the next customer is not.
    int n = shop.ids().size();
    double[] column = IntStream.range(0, n).mapToDouble(i -> i * 37 % 101).toArray();
    double[] backwards = Arrays.stream(column).map(a -> 3 - a / 10).toArray();
    double[] next = IntStream.range(0, n).mapToDouble(i -> (i + 1) * 37 % 101).toArray();
    FitResult<CovariateModel> one = ofAge(shop, column);
    assertEquals(1, ofAge(shop, backwards, next).likelihoodRatioTest(one).degreesOfFreedom());
    FitResult<CovariateModel> ofNext = ofAge(shop, next, column);
    assertMessage(() -> ofNext.likelihoodRatioTest(one), "but of age customers had other values");
    double[] never =
        shop.customers().stream().mapToDouble(c -> c.frequency() > 0 ? 0 : 1).toArray();
    FitResult<CovariateModel> bound =
        CovariateModel.fit(
            "bg-nbd",
            shop.data(Covariates.builder(shop.ids()).number("never", never).build()),
            free.onDropout());
    assertMessage(() -> bound.likelihoodRatioTest(none), "rate.never] ended at one");
  }

  /** On the rate, and on dropout what else is there. */
  private static FitResult<CovariateModel> ofAge(Shop shop, double[] age, double... other) {
    Covariates.Builder covariates = Covariates.builder(shop.ids()).number("age", age);
    CovariateOptions options = CovariateOptions.DEFAULT.onRate("age");
    if (other.length > 0) {
      covariates.number("other", other);
    }
    return CovariateModel.fit(
        "bg-nbd",
        shop.data(covariates.build()),
        other.length > 0 ? options.onDropout("other") : options.onDropout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pareto-nbd", "bg-nbd", "mbg-nbd"})
  void anEffectThatRunsToInfinityIsToldAndHasNoError(String model) {
    Shop shop = shop(model);
    // All who never came back, and nobody else.
    double[] never =
        shop.customers().stream().mapToDouble(c -> c.frequency() > 0 ? 0 : 1).toArray();
    FitResult<CovariateModel> fit =
        CovariateModel.fit(
            model,
            shop.data(Covariates.builder(shop.ids()).number("never", never).build()),
            CovariateOptions.DEFAULT.onDropout());
    assertTrue(fit.standardError("rate.never").isEmpty());
    assertTrue(CovariateEffect.of(fit, 0.95).get(0).multiplier().isEmpty());
    assertTrue(
        fit.warnings().get(0).contains("the effect runs to infinity"), fit.warnings()::toString);
    assertTrue(
        fit.warnings().get(0).contains("rate.never")
            && fit.warnings().get(0).contains("without limit between the ends of never"),
        fit.warnings()::toString);
    fit.parameters().values().forEach(value -> assertTrue(Double.isFinite(value)));
    assertEquals(-Math.log(1e6), fit.parameter("rate.never"), 1e-9);
  }

  /**
   * The mean of the column is 0, so that the bound of the effect is none of alpha's coordinates.
   */
  @Test
  void whatDependsOnSuchAnEffectHasNoErrorEither() {
    Shop shop = shop("bg-nbd");
    int n = shop.ids().size();
    double[] side = new double[n];
    int[] x = new int[n];
    double[] tx = new double[n];
    double[] t = new double[n];
    for (int i = 0; i < n; i++) {
      side[i] = shop.channel().get(i).equals("web") ? 1 : -1;
      x[i] = side[i] > 0 ? 0 : shop.customers().get(i).frequency();
      tx[i] = side[i] > 0 ? 0 : shop.customers().get(i).recency();
      t[i] = shop.customers().get(i).age();
    }
    CovariateData data =
        CovariateData.of(
            shop.ids(),
            x,
            tx,
            t,
            null,
            Shop.UNIT,
            Covariates.builder(shop.ids()).number("side", side).build());
    FitResult<CovariateModel> fit =
        CovariateModel.fit("bg-nbd", data, CovariateOptions.DEFAULT.onDropout());
    assertTrue(fit.standardError("rate.side").isEmpty());
    assertTrue(fit.standardError("alpha").isEmpty());
    assertTrue(fit.standardError("r").isPresent());
    assertTrue(
        fit.warnings()
            .contains("alpha: no standard errors either, because of where rate.side ended"),
        fit.warnings()::toString);
  }

  @Test
  void anOriginFarOutsideOfTheDataIsTold() {
    Shop shop = shop("bg-nbd");
    Covariates.Builder era = Covariates.builder(shop.ids()).number("era", shop.age(2, 202));
    FitResult<CovariateModel> fit = CovariateModel.fit("bg-nbd", shop.data(era.build()));
    assertTrue(
        fit.warnings().get(0).startsWith("era of 0, where the parameters of the model stand"),
        fit.warnings()::toString);
    Covariates far = Covariates.builder(shop.ids()).number("far", shop.age(1, 20_000)).build();
    assertMessage(
        () -> CovariateModel.fit("bg-nbd", shop.data(far)), "a value near their mean: [far]");
  }

  @Test
  void newCustomersArePredictedByTheirCovariates() {
    CovariateModel model = Shop.truth("bg-nbd");
    Covariates visitors =
        Covariates.builder(List.of("a", "b", "c"))
            .number("age", 1, 2, 3)
            .number("shoe size", 40, 41, 42)
            .category("channel", List.of("web", "shop", "fax"))
            .build();
    assertEquals(
        model.at(Map.of("age", 1.0, "channel=web", 1.0)).parameters(),
        model.at(visitors, "a").parameters());
    assertNotEquals(
        model.at(visitors, "a").expectedPurchases(52),
        model.at(visitors, "b").expectedPurchases(52));
    assertMessage(
        () -> model.at(visitors, "c"),
        "channel of customer \"c\" must be one of [shop, web] as in the fit, but was \"fax\"");
    assertMessage(() -> model.at(visitors, "d"), "1 of 1 had none, the first of them \"d\"");
    Covariates bare = Covariates.builder(List.of("a")).number("age", 1).build();
    assertMessage(() -> model.at(bare, "a"), "must have the column \"channel\"");
    assertMessage(() -> model.at(Map.of("age", 1.0)), "must be [age, channel=web], but were [age]");
    assertMessage(
        () -> model.at(Map.of("age", 1e4, "channel=web", 0.0)), "must leave alpha a number");
  }

  private static void assertMessage(Runnable action, String part) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
  }

  @Test
  void parametersMustBeThoseOfTheModelAndOfCovariates() {
    Map<String, Double> p = new LinkedHashMap<>(Shop.truth("pareto-nbd").parameters());
    for (String name : List.of("dropout-a.age", "rate.", "speed.age", "q")) {
      Map<String, Double> wrong = new LinkedHashMap<>(p);
      wrong.put(name, 0.5);
      assertMessage(
          () -> new CovariateModel("pareto-nbd", wrong, Map.of(), Shop.UNIT), "\"" + name + "\"");
    }
    p.remove("beta");
    assertMessage(() -> new CovariateModel("pareto-nbd", p, Map.of(), Shop.UNIT), "must have beta");
    assertMessage(
        () -> new CovariateModel("nbd", p, Map.of(), Shop.UNIT), "[pareto-nbd, bg-nbd, mbg-nbd]");
    Map<String, Double> plain = Map.of("r", 1.0, "alpha", 1.0, "a", 1.0, "b", 1.0);
    assertMessage(
        () -> new CovariateModel("bg-nbd", plain, Map.of(), Shop.UNIT), "must have a coefficient");
  }
}
