package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.evaluate.Candidate;
import org.clv4j.models.evaluate.MeanDifference;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.GGompertzNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final BgNbd MODEL = new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK);

  private static ModelFile file() {
    return new ModelFile(
        "bg-nbd",
        PeriodUnit.WEEK,
        MODEL.parameters(),
        Map.of(),
        Covariance.of(List.of("r"), new double[][] {{0.0025}}),
        Map.of("r", 0.0131),
        4,
        -9582.43,
        2357,
        7,
        List.of("a warning with \"quotes\""),
        false,
        Optional.empty(),
        null);
  }

  private static ModelFile chosen() {
    MeanDifference difference = new MeanDifference(0.0102, 0.0031);
    AutoChoice choice =
        new AutoChoice(
            ModelChoice.Criterion.HOLDOUT_LOG_SCORE,
            "bg-nbd",
            Optional.of("mbg-nbd"),
            Optional.of(difference),
            List.of(
                new Candidate(
                    "bg-nbd",
                    4,
                    OptionalDouble.of(-0.98),
                    Optional.of(new MeanDifference(0, 0)),
                    List.of("a, b ended at a bound"),
                    Optional.empty()),
                new Candidate(
                    "mbg-nbd",
                    4,
                    OptionalDouble.of(-0.99),
                    Optional.of(difference),
                    List.of(),
                    Optional.empty()),
                new Candidate(
                    "nbd",
                    0,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of("it failed"))),
            List.of("bg-nbd scores best", "\"why\" it does"));
    return new ModelFile(
        "bg-nbd",
        PeriodUnit.WEEK,
        MODEL.parameters(),
        Map.of(),
        Covariance.NONE,
        Map.of(),
        4,
        -9582.43,
        2357,
        7,
        List.of(),
        false,
        Optional.empty(),
        choice);
  }

  @Test
  void aChoiceIsReadAgain() {
    ModelFile file = chosen();
    String text = file.toString();
    assertEquals(file, ModelFile.parse(text));
    assertEquals(text, ModelFile.parse(text).toString());
    assertTrue(text.contains("\"criterion\": \"holdout\""), text);
    assertTrue(text.contains("\"low_95\": 0.0041"), text);
    for (String[] change :
        new String[][] {
          {"\"holdout\"", "\"luck\"", "criterion must be holdout or bic, but was \"luck\""},
          {
            "\"chosen\": \"bg-nbd\"",
            "\"chosen\": \"nbd\"",
            "choice must be of bg-nbd, but was of nbd"
          },
          {"\"low_95\": 0", "\"low_95\": 1", "difference.low_95 must be 0.004"},
          {"\"rejected\": null", "\"sunk\": null", "fields must be [behind_best, model"},
          {
            "\"runner_up\": \"mbg-nbd\"",
            "\"runner_up\": \"x\"",
            "candidates must hold bg-nbd and x"
          },
          {"it failed", "it worked", "sha256 must be that of the other fields"}
        }) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ModelFile.parse(text.replace(change[0], change[1])));
      assertTrue(String.valueOf(e.getMessage()).contains(change[2]), e.getMessage());
    }
  }

  /** The checksum is that of {@code sha256sum} for the text without its last field. */
  @Test
  void theTextIsForPeople() {
    assertEquals(
        """
        {
          "format": "clv4j-model",
          "version": 1,
          "model": "bg-nbd",
          "unit": "week",
          "parameters": {
            "r": 0.243,
            "alpha": 4.414,
            "a": 0.793,
            "b": 2.426
          },
          "standard_errors": {
            "r": 0.012150000000000001
          },
          "sandwich_errors": {
            "r": 0.0131
          },
          "log_covariances": {
            "r,r": 0.0025
          },
          "estimated_parameters": 4,
          "log_likelihood": -9582.43,
          "aic": 19172.86,
          "bic": 19195.920579611746,
          "customers": 2357.0,
          "evaluations": 7,
          "converged": true,
          "warnings": [ "a warning with \\"quotes\\"" ],
          "sha256": "fe4018d1c54399e9c07c7cfa699f05666f7dc435ac67323bc367ea8a37d43bf1"
        }""",
        file().toString());
    assertEquals(MODEL, file().transactionModel());
    assertThrows(IllegalStateException.class, file()::spendModel);
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadBack(
      @ForAll @DoubleRange(min = 1e-6, max = 1e6) @Scale(6) double r,
      @ForAll @DoubleRange(min = -1e9, max = 0) double logLikelihood,
      @ForAll @IntRange(min = 2) int customers) {
    Map<String, Double> parameters = new LinkedHashMap<>(MODEL.parameters());
    parameters.put("r", r);
    ModelFile file =
        new ModelFile(
            "mbg-nbd",
            PeriodUnit.DAY,
            parameters,
            Map.of(),
            Covariance.NONE,
            Map.of(),
            4,
            logLikelihood,
            customers,
            1,
            List.of(),
            false,
            Optional.empty(),
            null);
    assertEquals(file, ModelFile.parse(file.toString()));
    assertEquals(r, ((MbgNbd) file.transactionModel()).r());
  }

  @Test
  void fitsAndFilesHoldTheSame(@TempDir Path dir) throws IOException {
    FitResult<BgNbd> fit =
        BgNbd.fit(
            CustomerSummaries.of(
                new int[] {0, 1, 2, 5, 0, 3},
                new double[] {0, 3, 9, 11, 0, 4},
                new double[] {20, 20, 15, 13, 9, 18},
                null,
                PeriodUnit.MONTH));
    Path path = dir.resolve("model.json");
    ModelFile.of(fit).writeFile(path);
    assertEquals(ModelFile.of(fit), ModelFile.read(path));
    assertEquals(fit.model(), ModelFile.read(path).transactionModel());
    Files.writeString(path, "{}");
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(path));
    assertEquals(path + ": format must be clv4j-model, but was missing", error.getMessage());
  }

  @Test
  void effectsOfCovariatesAreKept() {
    Map<String, Double> parameters = new LinkedHashMap<>(MODEL.parameters());
    parameters.put("rate.channel=web", -0.3);
    parameters.put("dropout.age", 0.01);
    ModelFile file =
        new ModelFile(
            "bg-nbd",
            PeriodUnit.WEEK,
            parameters,
            Map.of("channel", "shop"),
            Covariance.of(List.of("rate.channel=web"), new double[][] {{0.01}}),
            Map.of(),
            5,
            -9580,
            2357,
            7,
            List.of(),
            false,
            Optional.of(new FitResult.LikelihoodRatio(4.5, 1, 0.03)),
            null);
    String text = file.toString();
    assertTrue(text.contains("\"reference_levels\": {\n    \"channel\": \"shop\"\n  }"), text);
    assertEquals(file, ModelFile.parse(text));
    CovariateModel model = ModelFile.parse(text).covariateModel();
    assertEquals(MODEL, model.baseline());
    assertEquals(Map.of("channel", "shop"), model.referenceLevels());
    assertTrue(file.hasCovariates());
    assertEquals(2, file.effects().size());
    // exp(-0.3 -+ 1.959963984540054 * 0.1)
    assertTrue(
        text.replaceAll("\\s", "")
            .contains(
                """
                "effects":[{"name":"channel=web","process":"rate","estimate":-0.3,\
                "standard_error":0.1,"multiplier":0.7408182206817179,\
                "ci_low":0.6089638342802056,"ci_high":0.9012220516226895},\
                {"name":"age","process":"dropout","estimate":0.01,"standard_error":null,\
                "multiplier":null,"ci_low":null,"ci_high":null}],\
                "estimated_parameters":5"""),
        text);
    assertTrue(
        text.replaceAll("\\s", "")
            .contains(
                """
                "likelihood_ratio_test":{"statistic":4.5,"degrees_of_freedom":1,"p_value":0.03},"""),
        text);
    assertRefused(text.replace("\"multiplier\": 0.74", "\"multiplier\": 0.75"), "effects must be");
    assertRefused(text.replace("\"ci_low\": null", "\"ci_low\": 0.5"), "effects must be");
    assertRefused(
        text.replace("\"process\": \"rate\"", "\"process\": \"both\""), "effects must be");
    assertRefused(text.replace("\"p_value\": 0.03", "\"p_value\": 0.04"), "sha256 must be");
    assertRefused(text.replace("\"p_value\": 0.03", "\"p\": 0.03"), "must have [statistic,");
    assertThrows(IllegalStateException.class, file::transactionModel);
    assertThrows(IllegalStateException.class, file()::covariateModel);
    assertRefused(text.replace("\"shop\"", "\"fax\""), "sha256 must be");
    assertRefused(text.replace("\"shop\"", "7"), "reference_levels.channel must be a text");
    assertRefused(text.replace("dropout.age", "speed.age"), "\"speed.age\"");
  }

  @Test
  void criteriaOfAPenalisedFitAreNull() {
    Map<String, Double> parameters = new LinkedHashMap<>(MODEL.parameters());
    parameters.put("rate.age", 0.01);
    ModelFile file =
        new ModelFile(
            "bg-nbd",
            PeriodUnit.WEEK,
            parameters,
            Map.of(),
            Covariance.NONE,
            Map.of(),
            5,
            -9580,
            2357,
            7,
            List.of(),
            true,
            Optional.empty(),
            null);
    String text = file.toString();
    assertTrue(
        text.contains("\"aic\": null,\n  \"bic\": null,\n  \"likelihood_ratio_test\": null"), text);
    assertEquals(file, ModelFile.parse(text));
    assertRefused(text.replace("\"aic\": null", "\"aic\": 19170"), "bic must be a number");
    assertRefused(text.replace("\"bic\": null", "\"bic\": 19170"), "aic must be a number");
    assertRefused(
        file().toString().replace("19172.86", "null").replaceAll("19195.92\\d+", "null"),
        "need effects");
  }

  private static void assertRefused(String text, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ModelFile.parse(text));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error::toString);
  }

  @Test
  void spendAndGompertzHaveTheirOwnForms() {
    ModelFile spend =
        new ModelFile(
            "gamma-gamma",
            null,
            new GammaGamma(6.25, 3.74, 15.44).parameters(),
            Map.of(),
            Covariance.NONE,
            Map.of(),
            3,
            -4055.9,
            946,
            5,
            List.of(),
            false,
            Optional.empty(),
            null);
    assertEquals(spend, ModelFile.parse(spend.toString()));
    assertEquals(6.25, spend.spendModel().p());
    assertThrows(IllegalStateException.class, spend::transactionModel);
    GGompertzNbd atZero = new GGompertzNbd(0.55, 10.6, 0, 0.6, 11.7, PeriodUnit.WEEK);
    ModelFile file =
        new ModelFile(
            atZero.name(),
            PeriodUnit.WEEK,
            atZero.parameters(),
            Map.of(),
            Covariance.NONE,
            Map.of(),
            5,
            -1,
            2,
            3,
            List.of(),
            false,
            Optional.empty(),
            null);
    assertEquals(atZero, ModelFile.parse(file.toString()).transactionModel());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "version": 1     | "version": 2       | version must be 1.0, but was 2.0
          "clv4j-model"    | "other"            | format must be clv4j-model, but was other
          "bg-nbd"         | "bg-xyz"           | model must be one of
          "bg-nbd"         | 7                  | model must be a text
          "week"           | "fortnight"        | unit must be day, week, month or year
          "week"           | null               | unit must not be null
          "alpha": 4.414   | "alpha": -4.414    | alpha must be positive
          "alpha": 4.414   | "alpha": "4.414"   | parameters.alpha must be a finite number
          "alpha": 4.414   | "alpha": 1e999     | parameters.alpha must be a finite number
          "alpha": 4.414   | "beta": 4.414      | parameters of bg-nbd must be [r, alpha, a, b]
          "r": 0.01215     | "s": 0.01215        | standard_errors.r must be
          "r,r": 0.0025    | "r,s": 0.0025      | log_covariances must be of all pairs
          "r,r": 0.0025    | "r,r": -0.0025     | variance of r must be positive
          "r,r": 0.0025    | "s,s": 0.0025      | covariances must be of
          -9582.43         | -9582.44           | aic must be 19172.88 for the other fields
          19195.92         | 19195.93           | bic must be
          "alpha": 4.414   | "alpha": 4.415     | sha256 must be that of the other fields
          "r": 0.01215     | "r": 0.01216        | standard_errors.r must be
          2357.0           | 0                  | customers must be positive
          "evaluations": 7 | "evaluations": 7.5 | evaluations must be a whole number
          "evaluations": 7 | "evaluations": 0   | evaluations must be between
          "converged": true | "converged": false | converged must be true
          "evaluations": 7 | "evaluation": 7    | fields must be
          "evaluations": 7 | "evaluations": 7, "more": 1 | fields must be
          "evaluations": 7 | "evaluations": 7, "evaluations": 7 | must be JSON: Duplicate field
          [ "a warning     | [ 5, "a warning    | warnings must be a list of texts
          "quotes\\"" ]     | "quotes            | must be JSON
          """)
  void whatIsTamperedWithIsRefused(String before, String after, String message) {
    String text = file().toString();
    assertTrue(text.contains(before), before);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> ModelFile.parse(text.replace(before, after)));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error::toString);
  }

  @Test
  void otherTextIsNoModel() {
    for (String bad : List.of("", "[]", "null", "{", "{} {}", "\u0000")) {
      assertThrows(IllegalArgumentException.class, () -> ModelFile.parse(bad), bad);
    }
    assertThrows(IllegalArgumentException.class, () -> ModelFile.parse(file() + " true"));
  }
}
