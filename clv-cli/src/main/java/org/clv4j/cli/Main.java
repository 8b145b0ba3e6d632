package org.clv4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.clv4j.core.formula.AcquisitionCost;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.ShopPreset;
import org.clv4j.io.TableFormat;
import org.clv4j.models.fit.FitException;
import org.clv4j.segments.affinity.Correction;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.concentration.NegativeValues;
import org.clv4j.segments.experiment.Estimator;
import org.clv4j.segments.health.CustomerPopulation;
import org.clv4j.segments.health.OrderScope;
import org.clv4j.segments.health.ValueBasis;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.subscription.CouponRule;
import org.clv4j.sql.JdbcUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command and its exit status: 0 done, 1 the data failed, 2 wrong usage. */
@Command(
    name = "clv",
    description = "Turns orders into customer values.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReportCommand.class,
      SummarizeCommand.class,
      RfmCommand.class,
      HealthCommand.class,
      CohortsCommand.class,
      RetentionCommand.class,
      SegmentsCommand.class,
      ConcentrationCommand.class,
      AffinityCommand.class,
      DriftCommand.class,
      ValueCommand.class,
      ScenarioCommand.class,
      ExperimentCommand.class,
      SubscriptionsCommand.class,
      FitCommand.class,
      PredictCommand.class,
      BacktestCommand.class,
      SimulateCommand.class
    })
public final class Main {
  private Main() {}

  /**
   * Runs the command and ends the process.
   *
   * @param args as {@code clv --help} tells
   */
  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.exit(
        commandLine()
            .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)))
            .execute(args));
  }

  static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Main());
    main.getSubcommands()
        .forEach(
            (name, command) -> {
              if (List.of("value", "scenario").contains(name)) {
                withoutOrdersToo(command.getCommandSpec());
              }
            });
    return main.registerConverter(LocalDate.class, Main::date)
        .registerConverter(ZoneId.class, Main::zone)
        .registerConverter(Charset.class, Main::charset)
        .registerConverter(
            BacktestCommand.By.class, text -> oneOf(BacktestCommand.By.values(), text))
        .registerConverter(RfmOptions.Method.class, text -> oneOf(RfmOptions.Method.values(), text))
        .registerConverter(
            OrderInput.OnBadRow.class, text -> oneOf(OrderInput.OnBadRow.values(), text))
        .registerConverter(OrderInput.Period.class, text -> oneOf(OrderInput.Period.values(), text))
        .registerConverter(PeriodUnit.class, text -> oneOf(PeriodUnit.values(), text))
        .registerConverter(
            CalendarPeriod.Unit.class, text -> oneOf(CalendarPeriod.Unit.values(), text))
        .registerConverter(CohortMeasure.class, text -> oneOf(CohortMeasure.values(), text))
        .registerConverter(
            CohortsCommand.Mode.class, text -> oneOf(CohortsCommand.Mode.values(), text))
        .registerConverter(
            CohortsCommand.Clock.class, text -> oneOf(CohortsCommand.Clock.values(), text))
        .registerConverter(OrderScope.class, text -> oneOf(OrderScope.values(), text))
        .registerConverter(ValueBasis.class, text -> oneOf(ValueBasis.values(), text))
        .registerConverter(
            CustomerPopulation.class, text -> oneOf(CustomerPopulation.values(), text))
        .registerConverter(CouponRule.class, text -> oneOf(CouponRule.values(), text))
        .registerConverter(Estimator.class, text -> oneOf(Estimator.values(), text))
        .registerConverter(
            AcquisitionCost.Kind.class, text -> oneOf(AcquisitionCost.Kind.values(), text))
        .registerConverter(
            UnitEconomicsInput.By.class, text -> oneOf(UnitEconomicsInput.By.values(), text))
        .registerConverter(
            ScenarioCommand.Figure.class, text -> oneOf(ScenarioCommand.Figure.values(), text))
        .registerConverter(NegativeValues.class, text -> oneOf(NegativeValues.values(), text))
        .registerConverter(
            ConcentrationCommand.Of.class, text -> oneOf(ConcentrationCommand.Of.values(), text))
        .registerConverter(
            ConcentrationCommand.Curve.class,
            text -> oneOf(ConcentrationCommand.Curve.values(), text))
        .registerConverter(Correction.class, text -> oneOf(Correction.values(), text))
        .registerConverter(
            ReportCommand.Language.class, text -> oneOf(ReportCommand.Language.values(), text))
        .registerConverter(ShopPreset.class, text -> oneOf(ShopPreset.values(), text))
        .registerConverter(TableFormat.class, text -> oneOf(TableFormat.values(), text))
        .setParameterExceptionHandler((e, args) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
  }

  /** Orders are one way of several to give such a command its numbers. */
  private static void withoutOrdersToo(CommandSpec command) {
    PositionalParamSpec input = command.positionalParameters().get(0);
    command.remove(input);
    command.addPositional(PositionalParamSpec.builder(input).arity("0..*").required(false).build());
  }

  /** The constants are named as they are typed, with hyphens between words. */
  private static <E extends Enum<E>> E oneOf(E[] values, String text) {
    List<String> names =
        Arrays.stream(values)
            .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int found = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw new TypeConversionException("must be one of " + names + ", but was \"" + text + "\"");
    }
    return values[found];
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("\"" + text + "\" is not a date like 2024-03-01");
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("\"" + text + "\" is not a zone like Europe/Paris");
    }
  }

  private static Charset charset(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + text + "\" is not a charset like windows-1252");
    }
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getParent() == null && command.getParseResult().originalArgs().isEmpty()) {
      command.usage(err);
    } else {
      err.println("clv: " + JdbcUrl.redact(String.valueOf(e.getMessage())));
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, PrintWriter err) {
    boolean aboutTheData =
        e instanceof IOException
            || e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof FitException
            || e instanceof ArithmeticException;
    if (aboutTheData) {
      err.println("clv: " + JdbcUrl.redact(String.valueOf(message(e))));
      if (e instanceof FitException fit) {
        err.println(
            "the best found: "
                + fit.bestParameters()
                + ", log-likelihood "
                + fit.bestLogLikelihood());
      }
    } else {
      err.println("clv: this should not have happened; please report it");
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      err.print(JdbcUrl.redact(trace.toString()));
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static @Nullable String message(Exception e) {
    if (e instanceof NoSuchFileException file) {
      return file.getReason() == null
          ? "there is no file " + file.getFile()
          : file.getReason() + ": " + file.getFile();
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied to " + e.getMessage();
    }
    return e instanceof FileSystemException file && file.getReason() == null
        ? "cannot use the file " + file.getFile()
        : e.getMessage();
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "clv " + (version == null ? "(not packaged)" : version),
        "Java " + System.getProperty("java.version")
      };
    }
  }
}
